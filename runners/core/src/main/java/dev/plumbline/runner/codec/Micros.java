package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.ValueException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times as epoch microseconds in a long: years −290,308 to 294,247. */
public final class Micros {
  private static final long PER_SECOND = 1_000_000;

  private Micros() {}

  /**
   * @throws ValueException outside the years that fit
   */
  public static long of(Instant time) {
    return of(time.getEpochSecond(), time.getNano(), time);
  }

  /** As if in UTC; throws as {@link #of(Instant)} does. */
  public static long of(LocalDateTime time) {
    return of(time.toEpochSecond(ZoneOffset.UTC), time.getNano(), time);
  }

  private static long of(long seconds, int nanos, Object time) {
    try {
      long towardsZero = seconds < 0 ? 1 : 0;
      return Math.addExact(
          Math.multiplyExact(seconds + towardsZero, PER_SECOND),
          nanos / 1000 - towardsZero * PER_SECOND);
    } catch (ArithmeticException e) {
      throw new ValueException(
          "Cannot store time: "
              + time
              + " is beyond 64 bits of microseconds, choose a year up to 9999 for \"forever\"");
    }
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
  }

  public static LocalDateTime local(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND),
        (int) Math.floorMod(micros, PER_SECOND) * 1000,
        ZoneOffset.UTC);
  }
}
