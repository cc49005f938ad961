package dev.plumbline.steps.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** One direction of a chart, in the data's own units; {@code from} is less than {@code to}. */
public record Axis(String label, double from, double to) {
  private static final int MOST_TICKS = 7;
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  public Axis {
    if (!(from < to) || !Double.isFinite(to - from)) {
      throw new IllegalArgumentException("Cannot draw an axis from " + from + " to " + to);
    }
  }

  /** From 0 to 1. */
  public static Axis share(String label) {
    return new Axis(label, 0, 1);
  }

  /** Round numbers in the range, at most seven. */
  List<Double> ticks() {
    double step = step();
    List<Double> ticks = new ArrayList<>();
    for (double i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
      ticks.add(i * step + 0.0);
    }
    return ticks;
  }

  private double step() {
    double least = (to - from) / (MOST_TICKS - 1);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double each : STEPS) {
      if (each * power >= least * (1 - 1e-9)) {
        return each * power;
      }
    }
    return 10 * power;
  }

  /** The place of a value, 0 to 1 within the range. */
  double place(double value) {
    return (value - from) / (to - from);
  }

  /** A number as people read it: four digits, no needless zeros. */
  static String show(double value) {
    double size = Math.abs(value);
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    return size == 0
        ? "0"
        : size >= 1e7 || size < 1e-4 ? rounded.toString() : rounded.toPlainString();
  }
}
