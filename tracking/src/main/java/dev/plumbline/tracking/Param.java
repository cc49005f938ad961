package dev.plumbline.tracking;

import java.util.Objects;

/** A run's parameter: once logged, its value never changes. */
public record Param(String key, String value) {
  /** Refuses nulls. */
  public Param {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
