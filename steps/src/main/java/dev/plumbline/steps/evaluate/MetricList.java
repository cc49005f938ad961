package dev.plumbline.steps.evaluate;

import dev.plumbline.pipeline.Metrics.Better;
import dev.plumbline.pipeline.Metrics.Metric;
import java.util.ArrayList;
import java.util.List;

/** Metrics as they are found. */
final class MetricList {
  private final List<Metric> values = new ArrayList<>();

  MetricList higher(String name, double value) {
    values.add(new Metric(name, value, Better.HIGHER));
    return this;
  }

  MetricList lower(String name, double value) {
    values.add(new Metric(name, value, Better.LOWER));
    return this;
  }

  MetricList neither(String name, double value) {
    values.add(new Metric(name, value, Better.NEITHER));
    return this;
  }

  List<Metric> values() {
    return values;
  }

  /** A quotient; 0 where there is nothing to divide by. */
  static double share(long part, long whole) {
    return share((double) part, (double) whole);
  }

  static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
