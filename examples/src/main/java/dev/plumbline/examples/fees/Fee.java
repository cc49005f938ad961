package dev.plumbline.examples.fees;

import dev.plumbline.pipeline.schema.Decimal;
import java.math.BigDecimal;

/** What one landing costs. */
public record Fee(
    String month,
    String airport,
    String state,
    @Decimal(precision = 10, scale = 2) BigDecimal fee) {}
