package dev.plumbline.examples.fees;

import dev.plumbline.pipeline.schema.Decimal;
import java.math.BigDecimal;

/** What an airport bills in a month. */
public record Bill(
    String month,
    String airport,
    long landings,
    @Decimal(precision = 14, scale = 2) BigDecimal total) {}
