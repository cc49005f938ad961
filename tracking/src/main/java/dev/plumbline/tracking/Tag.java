package dev.plumbline.tracking;

import java.util.Objects;

/** A key and a value that may change: on experiments, runs, inputs, models and versions. */
public record Tag(String key, String value) {
  /** Refuses nulls. */
  public Tag {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
