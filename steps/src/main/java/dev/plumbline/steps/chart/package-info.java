/**
 * Plots as SVG, written by ourselves, since what draws through AWT needs fonts that a bare JDK
 * lacks: read {@link dev.plumbline.steps.chart.Chart} first, then {@link
 * dev.plumbline.steps.chart.Matrix}.
 */
package dev.plumbline.steps.chart;
