package dev.plumbline.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A model that was logged to an experiment, registered or not. {@code modelType} and {@code
 * sourceRunId} may be empty.
 */
public record LoggedModel(
    String modelId,
    String experimentId,
    String name,
    Instant creationTime,
    Instant lastUpdatedTime,
    String artifactUri,
    LoggedModelStatus status,
    String modelType,
    String sourceRunId,
    List<Tag> tags,
    List<Param> params,
    List<Measured> metrics) {
  /** A point that a run logged about this model. */
  public record Measured(String runId, ModelMetric point) {
    /** Refuses nulls. */
    public Measured {
      Objects.requireNonNull(runId, "runId");
      Objects.requireNonNull(point, "point");
    }
  }

  /** Copies the lists; refuses nulls. */
  public LoggedModel {
    Objects.requireNonNull(modelId, "modelId");
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(creationTime, "creationTime");
    Objects.requireNonNull(lastUpdatedTime, "lastUpdatedTime");
    Objects.requireNonNull(artifactUri, "artifactUri");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(modelType, "modelType");
    Objects.requireNonNull(sourceRunId, "sourceRunId");
    tags = List.copyOf(tags);
    params = List.copyOf(params);
    metrics = List.copyOf(metrics);
  }
}
