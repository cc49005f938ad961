package dev.plumbline.steps.evaluate;

import java.util.Map;

/** The sum of {@link MulticlassMetrics}: all rows, and each slice by its name. */
public record ClassSum(ClassCounts all, Map<String, ClassCounts> slices) {}
