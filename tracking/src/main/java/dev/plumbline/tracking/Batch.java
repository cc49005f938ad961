package dev.plumbline.tracking;

import java.util.List;

/**
 * What is logged to a run in one go: at most 1000 metrics, 100 params, 100 tags, 1000 in all. No
 * param key twice; of a tag key given twice the last wins.
 *
 * @param ofModels those points of the metrics that tell of logged models too
 */
public record Batch(
    List<Metric> metrics, List<Param> params, List<Tag> tags, List<ModelMetric> ofModels) {
  /** Copies the lists. */
  public Batch {
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
    ofModels = List.copyOf(ofModels);
  }

  /** About a run alone. */
  public Batch(List<Metric> metrics, List<Param> params, List<Tag> tags) {
    this(metrics, params, tags, List.of());
  }

  /** Metrics alone. */
  public static Batch metrics(List<Metric> metrics) {
    return new Batch(metrics, List.of(), List.of());
  }

  /** Params alone. */
  public static Batch params(List<Param> params) {
    return new Batch(List.of(), params, List.of());
  }

  /** Tags alone. */
  public static Batch tags(List<Tag> tags) {
    return new Batch(List.of(), List.of(), tags);
  }
}
