package dev.plumbline.tracking;

import java.util.Objects;
import java.util.Optional;

/** A point of a metric that tells of a logged model, on a dataset if it names one. */
public record ModelMetric(
    String modelId, Metric metric, Optional<String> datasetName, Optional<String> datasetDigest) {
  /** Refuses nulls. */
  public ModelMetric {
    Objects.requireNonNull(modelId, "modelId");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(datasetName, "datasetName");
    Objects.requireNonNull(datasetDigest, "datasetDigest");
  }
}
