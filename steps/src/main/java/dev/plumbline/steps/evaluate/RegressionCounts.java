package dev.plumbline.steps.evaluate;

import static dev.plumbline.steps.evaluate.MetricList.share;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What regression metrics are computed from; errors are prediction less label. The histogram and
 * the sums are mutable: a value that was added to must not be used again.
 */
public record RegressionCounts(
    long rows,
    ExactSum errors,
    ExactSum absolute,
    ExactSum squares,
    ExactSum labels,
    ExactSum labelSquares) {
  static RegressionCounts empty() {
    return new RegressionCounts(
        0, ExactSum.zero(), ExactSum.zero(), ExactSum.zero(), ExactSum.zero(), ExactSum.zero());
  }

  RegressionCounts add(double label, double prediction) {
    double error = prediction - label;
    errors.add(error);
    absolute.add(Math.abs(error));
    squares.addSquare(error);
    labels.add(label);
    labelSquares.addSquare(label);
    return new RegressionCounts(rows + 1, errors, absolute, squares, labels, labelSquares);
  }

  RegressionCounts merge(RegressionCounts other) {
    errors.addAll(other.errors);
    absolute.addAll(other.absolute);
    squares.addAll(other.squares);
    labels.addAll(other.labels);
    labelSquares.addAll(other.labelSquares);
    return new RegressionCounts(rows + other.rows, errors, absolute, squares, labels, labelSquares);
  }

  /** Adds the metrics; {@code r2} only where the labels differ. */
  void addTo(MetricList metrics, String suffix) {
    metrics
        .lower("rmse" + suffix, rmse())
        .lower("mae" + suffix, mae())
        .neither("mean_error" + suffix, mean(errors))
        .neither("mean_label" + suffix, mean(labels));
    BigDecimal sum = labels.exact();
    BigDecimal count = BigDecimal.valueOf(rows);
    // n·Σy² − (Σy)², without rounding: a mean far from 0 costs no digits.
    BigDecimal spread = labelSquares.exact().multiply(count).subtract(sum.multiply(sum));
    if (spread.signum() > 0) {
      BigDecimal unexplained =
          squares.exact().multiply(count).divide(spread, MathContext.DECIMAL64);
      metrics.higher("r2" + suffix, 1 - unexplained.doubleValue());
    }
    metrics.neither("rows" + suffix, (double) rows);
  }

  double rmse() {
    return Math.sqrt(mean(squares));
  }

  double mae() {
    return mean(absolute);
  }

  private double mean(ExactSum sum) {
    return share(sum.value(), (double) rows);
  }
}
