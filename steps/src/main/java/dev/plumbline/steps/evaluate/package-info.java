/**
 * Predictions beside what was true, into numbers and plots: read {@link
 * dev.plumbline.steps.evaluate.BinaryMetrics} first. Sums are exact ({@link
 * dev.plumbline.steps.evaluate.ExactSum}, {@link dev.plumbline.steps.evaluate.Histogram}), so every
 * engine finds the same metrics to the last bit.
 */
package dev.plumbline.steps.evaluate;
