package dev.plumbline.steps.evaluate;

import java.util.Map;

/** The sum of {@link BinaryMetrics}: all rows, and each slice by its name. */
public record BinarySum(BinaryCounts all, Map<String, BinaryCounts> slices) {}
