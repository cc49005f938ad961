package dev.plumbline.pipeline;

import java.util.List;
import java.util.Optional;

/** What an evaluation found: numbers, and files that people look at. */
public record Metrics(List<Metric> values, List<Attachment> attachments) {
  public Metrics {
    values = List.copyOf(values);
    attachments = List.copyOf(attachments);
  }

  /** Which way a metric improves. */
  public enum Better {
    HIGHER,
    LOWER,
    /** Neither: a count, or a share. */
    NEITHER
  }

  /** One number; a slice's is named {@code metric/slice}. */
  public record Metric(String name, double value, Better better) {}

  /** A file beside the numbers, such as {@code roc.svg}. */
  public record Attachment(String path, String content) {}

  public Optional<Metric> find(String name) {
    return values.stream().filter(m -> m.name().equals(name)).findFirst();
  }
}
