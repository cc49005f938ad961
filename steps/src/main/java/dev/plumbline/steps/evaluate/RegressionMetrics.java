package dev.plumbline.steps.evaluate;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Metrics.Attachment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far predicted numbers are off: {@code rmse}, {@code mae}, {@code r2} (left out where all
 * labels are equal), {@code mean_error} (prediction less label), {@code mean_label}, {@code rows},
 * and a histogram of residuals. All but the plot are exact sums, independent of the rows' order and
 * partitioning to the last bit.
 *
 * @param slices paths of features, such as {@code origin}; for each value metrics are reported as
 *     {@code rmse/origin:ATL}; at most 400 values in all
 */
public record RegressionMetrics<F>(List<String> slices)
    implements EvaluateStep<Labelled<F, Double>, F, Double, RegressionSum> {
  private static final int BUCKETS = 1 << 14;

  public RegressionMetrics {
    slices = List.copyOf(slices);
  }

  /** No slices. */
  public RegressionMetrics() {
    this(List.of());
  }

  public RegressionMetrics<F> sliceBy(String... features) {
    return new RegressionMetrics<>(List.of(features));
  }

  @Override
  public F features(Labelled<F, Double> row) {
    return row.features();
  }

  @Override
  public RegressionSum zero() {
    return new RegressionSum(RegressionCounts.empty(), Histogram.empty(BUCKETS), new HashMap<>());
  }

  @Override
  public RegressionSum add(RegressionSum sum, Labelled<F, Double> row, Double prediction) {
    double label = Refused.ifNotFinite(row.label(), "label", row);
    double predicted = Refused.ifNotFinite(prediction, "prediction", row);
    if (!Double.isFinite((predicted - label) * (predicted - label))
        || !Double.isFinite(label * label)) {
      throw Refused.row("label and prediction " + predicted + " are too large to square", row);
    }
    return new RegressionSum(
        sum.all().add(label, predicted),
        sum.residuals().add(Scale.REAL.key(predicted - label), true),
        Slices.add(
            sum.slices(),
            slices,
            row.features(),
            RegressionCounts::empty,
            s -> s.add(label, predicted)));
  }

  @Override
  public RegressionSum merge(RegressionSum left, RegressionSum right) {
    return new RegressionSum(
        left.all().merge(right.all()),
        left.residuals().merge(right.residuals()),
        Slices.merge(
            left.slices(), right.slices(), RegressionCounts::empty, RegressionCounts::merge));
  }

  @Override
  public Metrics finish(RegressionSum sum) {
    if (sum.all().rows() == 0) {
      throw Refused.rows("there are no rows, evaluate on a table or split that has some");
    }
    MetricList metrics = new MetricList();
    sum.all().addTo(metrics, "");
    sum.slices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> each.getValue().addTo(metrics, "/" + each.getKey()));
    return new Metrics(
        metrics.values(), List.of(new Attachment("residuals.svg", Residuals.chart(sum).svg())));
  }
}
