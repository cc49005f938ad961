package dev.plumbline.steps.chart;

/** A point in the units of the axes. */
public record Point(double x, double y) {}
