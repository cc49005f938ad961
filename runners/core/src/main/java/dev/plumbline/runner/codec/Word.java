package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Cells that fit a long, both ways. */
record Word(ToLongFunction<Object> toLong, LongFunction<Object> toCell) {
  static Word of(Scalar type) {
    return switch (type) {
      case BOOLEAN -> new Word(c -> (Boolean) c ? 1 : 0, w -> w != 0);
      case BYTE -> new Word(c -> (Byte) c, w -> (byte) w);
      case SHORT -> new Word(c -> (Short) c, w -> (short) w);
      case INT -> new Word(c -> (Integer) c, w -> (int) w);
      case LONG -> new Word(c -> (Long) c, w -> w);
      case FLOAT ->
          new Word(c -> Float.floatToRawIntBits((Float) c), w -> Float.intBitsToFloat((int) w));
      case DOUBLE ->
          new Word(c -> Double.doubleToRawLongBits((Double) c), Double::longBitsToDouble);
      case DATE -> new Word(c -> ((LocalDate) c).toEpochDay(), LocalDate::ofEpochDay);
      case TIMESTAMP -> new Word(c -> Micros.of((Instant) c), Micros::instant);
      case TIMESTAMP_NTZ -> new Word(c -> Micros.of((LocalDateTime) c), Micros::local);
      case CHAR, STRING, BINARY ->
          throw new IllegalArgumentException("Cannot store " + type + " in a long");
    };
  }

  static Word ofDecimal(int scale) {
    return new Word(
        c -> ((BigDecimal) c).setScale(scale).unscaledValue().longValueExact(),
        w -> BigDecimal.valueOf(w, scale));
  }
}
