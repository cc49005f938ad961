package dev.plumbline.steps.evaluate;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well a probability tells true from false: {@code auc}, {@code pr_auc} (average precision),
 * {@code log_loss}, {@code brier}, {@code calibration_error}, {@code accuracy}, {@code precision},
 * {@code recall}, {@code f1}, {@code base_rate}, {@code rows}, with ROC, precision-recall and
 * calibration curves. Precision, recall and F1 are 0 where nothing is predicted or right.
 *
 * <p>All are independent of the rows' order and partitioning, to the last bit. Ranks are exact up
 * to 65,536 distinct scores; beyond, scores that begin alike tie, and {@code auc} is within {@code
 * auc_bound} of the exact one: below 1e-4 unless most rows crowd on few scores. Slices keep 4,096
 * scores and leave {@code auc} out where one class is missing.
 *
 * @param threshold the score from which a row counts as predicted true
 * @param slices paths of features, such as {@code origin}; for each value metrics are reported as
 *     {@code auc/origin:ATL}; at most 400 values in all
 */
public record BinaryMetrics<F>(double threshold, List<String> slices)
    implements EvaluateStep<Labelled<F, Boolean>, F, Double, BinarySum> {
  private static final int BUCKETS = 1 << 16;
  private static final int SLICE_BUCKETS = 1 << 12;

  public BinaryMetrics {
    slices = List.copyOf(slices);
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "Cannot cut scores at " + threshold + ", give a threshold from 0 to 1");
    }
  }

  /** Cut at one half, no slices. */
  public BinaryMetrics() {
    this(0.5, List.of());
  }

  public BinaryMetrics<F> withThreshold(double score) {
    return new BinaryMetrics<>(score, slices);
  }

  public BinaryMetrics<F> sliceBy(String... features) {
    return new BinaryMetrics<>(threshold, List.of(features));
  }

  @Override
  public F features(Labelled<F, Boolean> row) {
    return row.features();
  }

  @Override
  public BinarySum zero() {
    return new BinarySum(BinaryCounts.empty(BUCKETS), new HashMap<>());
  }

  @Override
  public BinarySum add(BinarySum sum, Labelled<F, Boolean> row, Double prediction) {
    boolean label = Refused.ifAbsent(row.label(), "label", row);
    double score = Refused.ifAbsent(prediction, "prediction", row);
    if (!(score >= 0 && score <= 1)) {
      throw Refused.row(
          "the prediction " + score + " is no probability, give a score from 0 to 1", row);
    }
    return new BinarySum(
        sum.all().add(label, score, threshold),
        Slices.add(
            sum.slices(),
            slices,
            row.features(),
            BinaryMetrics::emptySlice,
            s -> s.add(label, score, threshold)));
  }

  @Override
  public BinarySum merge(BinarySum left, BinarySum right) {
    return new BinarySum(
        left.all().merge(right.all()),
        Slices.merge(
            left.slices(), right.slices(), BinaryMetrics::emptySlice, BinaryCounts::merge));
  }

  private static BinaryCounts emptySlice() {
    return BinaryCounts.empty(SLICE_BUCKETS);
  }

  @Override
  public Metrics finish(BinarySum sum) {
    BinaryCounts all = sum.all();
    if (all.positives() == 0 || all.negatives() == 0) {
      throw Refused.rows(
          "of "
              + all.rows()
              + " rows "
              + all.positives()
              + " are true and "
              + all.negatives()
              + " false, AUC needs both: evaluate on more rows, or mend the label");
    }
    MetricList metrics = new MetricList();
    BinaryReport report = BinaryReport.of(all);
    report.addTo(metrics, "");
    sum.slices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> BinaryReport.of(each.getValue()).addTo(metrics, "/" + each.getKey()));
    return new Metrics(metrics.values(), BinaryPlots.of(report));
  }
}
