package dev.plumbline.tracking;

import java.time.Instant;
import java.util.Objects;

/**
 * One point of a metric. NaN is kept; an infinity is kept as the greatest finite double of its
 * sign. Times are kept to the millisecond and never lie before 1970; a step may be negative.
 */
public record Metric(String key, double value, Instant timestamp, long step) {
  /** Refuses nulls. */
  public Metric {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(timestamp, "timestamp");
  }
}
