package dev.plumbline.runner.value;

import dev.plumbline.pipeline.schema.Schema;

/**
 * The key that a group step is given: normalised, so that it doesn't matter whose row came first.
 */
public final class GivenKey {
  private GivenKey() {}

  /** A key as a step returned it, with −0.0 as 0.0 and one NaN. */
  @SuppressWarnings("unchecked")
  public static <K> K of(K key) {
    if (key instanceof Double || key instanceof Float) {
      return (K) Keys.of(key);
    }
    return key instanceof Record record
        ? (K) Keys.normalised(Schema.of(record.getClass()), record)
        : key;
  }
}
