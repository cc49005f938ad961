package dev.plumbline.pipeline.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Precision and scale of a {@link java.math.BigDecimal} component. Required there: decimals are
 * never rounded, so a value that needs more digits is refused on write.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
public @interface Decimal {
  /** All digits, 1 to 38. */
  int precision();

  /** Digits behind the point, 0 to {@link #precision}. */
  int scale();
}
