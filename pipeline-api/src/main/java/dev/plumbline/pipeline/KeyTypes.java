package dev.plumbline.pipeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;

/** Which classes can be keys by themselves. */
final class KeyTypes {
  private static final Set<Class<?>> SCALARS =
      Set.of(
          Boolean.class,
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          Character.class,
          String.class,
          LocalDate.class,
          Instant.class,
          LocalDateTime.class);

  private KeyTypes() {}

  /** A bare decimal has no declared digits, so it is a key only as a field of a record. */
  static boolean isScalar(Class<?> type) {
    return type != BigDecimal.class && (SCALARS.contains(type) || type.isEnum());
  }
}
