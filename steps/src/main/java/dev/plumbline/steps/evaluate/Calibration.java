package dev.plumbline.steps.evaluate;

import dev.plumbline.steps.chart.Point;
import dev.plumbline.steps.evaluate.Histogram.Bucket;
import java.util.ArrayList;
import java.util.List;

/** Ten equal stretches of scores: what was predicted on average, and how often it came true. */
record Calibration(List<Bin> bins) {
  private static final int BINS = 10;

  /** Rows whose scores lie in one stretch. */
  record Bin(double middle, long rows, double meanScore, double rate) {}

  static Calibration of(Bucket[] buckets) {
    long[] rows = new long[BINS];
    long[] positives = new long[BINS];
    double[] scores = new double[BINS];
    for (Bucket each : buckets) {
      int bin = Math.min(BINS - 1, (int) (each.score() * BINS));
      rows[bin] += each.positives() + each.negatives();
      positives[bin] += each.positives();
      scores[bin] += each.score() * (each.positives() + each.negatives());
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (rows[i] > 0) {
        bins.add(
            new Bin(
                (i + 0.5) / BINS, rows[i], scores[i] / rows[i], (double) positives[i] / rows[i]));
      }
    }
    return new Calibration(bins);
  }

  /** Expected calibration error: how far score and rate are apart, over all rows. */
  double error() {
    double sum = 0;
    long rows = 0;
    for (Bin each : bins) {
      sum += each.rows() * Math.abs(each.meanScore() - each.rate());
      rows += each.rows();
    }
    return sum / rows;
  }

  /** Mean score against rate. */
  List<Point> points() {
    return bins.stream().map(b -> new Point(b.meanScore(), b.rate())).toList();
  }

  /** How many of the rows lie in each stretch. */
  List<Point> shares() {
    double rows = bins.stream().mapToLong(Bin::rows).sum();
    return bins.stream().map(b -> new Point(b.middle(), b.rows() / rows)).toList();
  }
}
