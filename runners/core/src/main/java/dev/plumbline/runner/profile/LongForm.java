package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.runner.codec.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Values that are ordered as longs.
 *
 * @param hasQuantiles false for booleans
 */
record LongForm(
    Scalar type, ToLongFunction<Object> toLong, LongFunction<String> text, boolean hasQuantiles) {
  static LongForm of(Scalar type) {
    return switch (type) {
      case BOOLEAN ->
          new LongForm(type, v -> (Boolean) v ? 1 : 0, w -> w == 0 ? "false" : "true", false);
      case DATE ->
          new LongForm(
              type,
              v -> ((LocalDate) v).toEpochDay(),
              w -> LocalDate.ofEpochDay(w).toString(),
              true);
      case TIMESTAMP ->
          new LongForm(type, v -> Micros.of((Instant) v), w -> Micros.instant(w).toString(), true);
      case TIMESTAMP_NTZ ->
          new LongForm(
              type, v -> Micros.of((LocalDateTime) v), w -> Micros.local(w).toString(), true);
      case BYTE, SHORT, INT, LONG ->
          new LongForm(type, v -> ((Number) v).longValue(), Long::toString, true);
      case FLOAT, DOUBLE, CHAR, STRING, BINARY ->
          throw new IllegalArgumentException("Cannot order " + type + " as a long");
    };
  }
}
