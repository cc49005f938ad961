/** Plots as SVG, without AWT: a bare JDK has no fonts. */
package dev.plumbline.steps.chart;
