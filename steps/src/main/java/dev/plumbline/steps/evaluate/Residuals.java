package dev.plumbline.steps.evaluate;

import dev.plumbline.steps.chart.Axis;
import dev.plumbline.steps.chart.Chart;
import dev.plumbline.steps.chart.Point;
import dev.plumbline.steps.chart.Series;
import dev.plumbline.steps.chart.Series.Mark;
import dev.plumbline.steps.evaluate.Histogram.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the errors of a regression are spread, the outermost hundredth left out. */
final class Residuals {
  private static final int BINS = 41;
  private static final double CUT_OFF = 0.005;

  private Residuals() {}

  static Chart chart(RegressionSum sum) {
    RegressionCounts counts = sum.all();
    Bucket[] buckets = sum.residuals().sorted(Scale.REAL);
    double reach =
        Math.max(
            Math.abs(quantile(buckets, counts.rows(), CUT_OFF)),
            Math.abs(quantile(buckets, counts.rows(), 1 - CUT_OFF)));
    double edge = Math.max(reach * 1.02, Double.MIN_NORMAL * BINS);
    double[] shares = new double[BINS];
    for (Bucket each : buckets) {
      int bin = (int) Math.floor((each.score() + edge) / (2 * edge) * BINS);
      if (bin >= 0 && bin < BINS) {
        shares[bin] += (double) each.positives() / counts.rows();
      }
    }
    List<Point> bars = new ArrayList<>();
    double highest = 0;
    for (int i = 0; i < BINS; i++) {
      bars.add(new Point(-edge + (i + 0.5) * 2 * edge / BINS, shares[i]));
      highest = Math.max(highest, shares[i]);
    }
    double top = highest * 1.08;
    return new Chart(
        "Residuals",
        String.format(
            Locale.ROOT,
            "RMSE %s · MAE %s · %,d rows",
            digits(counts.rmse()),
            digits(counts.mae()),
            counts.rows()),
        new Axis("Prediction less label", -edge, edge),
        new Axis("Share of rows", 0, top),
        List.of(
            new Series("rows", Mark.BARS, bars),
            new Series("no error", Mark.GUIDE, List.of(new Point(0, 0), new Point(0, top)))));
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private static double quantile(Bucket[] buckets, long rows, double share) {
    long below = 0;
    for (Bucket each : buckets) {
      below += each.positives();
      if (below >= share * rows) {
        return each.score();
      }
    }
    return buckets[buckets.length - 1].score();
  }
}
