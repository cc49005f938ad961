package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/**
 * What was logged to a run, each list in the order its keys were first logged. Of each metric it
 * holds the latest point alone: the greatest step, then timestamp, then value.
 */
public record RunData(List<Metric> metrics, List<Param> params, List<Tag> tags) {
  /** Copies the lists. */
  public RunData {
    metrics = List.copyOf(metrics);
    params = List.copyOf(params);
    tags = List.copyOf(tags);
  }

  /** The latest point of a metric. */
  public Optional<Metric> metric(String key) {
    return metrics.stream().filter(metric -> metric.key().equals(key)).findFirst();
  }

  /** A parameter's value. */
  public Optional<String> param(String key) {
    return params.stream().filter(p -> p.key().equals(key)).map(Param::value).findFirst();
  }

  /** A tag's value. */
  public Optional<String> tag(String key) {
    return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
  }
}
