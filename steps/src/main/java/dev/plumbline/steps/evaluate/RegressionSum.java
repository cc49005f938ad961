package dev.plumbline.steps.evaluate;

import java.util.Map;

/** The sum of {@link RegressionMetrics}: all rows, their residuals, and each slice by its name. */
public record RegressionSum(
    RegressionCounts all, Histogram residuals, Map<String, RegressionCounts> slices) {}
