package dev.plumbline.steps.evaluate;

import static dev.plumbline.steps.evaluate.MetricList.share;

import dev.plumbline.steps.evaluate.Histogram.Bucket;

/** The metrics of some rows, computed once from their counts. */
record BinaryReport(BinaryCounts counts, RankCurve curve, Calibration calibration) {
  static BinaryReport of(BinaryCounts counts) {
    Bucket[] buckets = counts.scores().sorted(Scale.SCORE);
    return new BinaryReport(counts, new RankCurve(buckets), Calibration.of(buckets));
  }

  /** Adds them; those of ranks only where both classes are there. */
  void addTo(MetricList metrics, String suffix) {
    if (counts.positives() > 0 && counts.negatives() > 0) {
      metrics
          .higher("auc" + suffix, curve.auc())
          .neither("auc_bound" + suffix, curve.aucBound())
          .higher("pr_auc" + suffix, curve.averagePrecision());
    }
    double rows = counts.rows();
    double precision =
        share(counts.truePositives(), counts.truePositives() + counts.falsePositives());
    double recall = share(counts.truePositives(), counts.positives());
    metrics
        .lower("log_loss" + suffix, counts.logLoss().value() / rows)
        .lower("brier" + suffix, counts.squares().value() / rows)
        .lower("calibration_error" + suffix, calibration.error())
        .higher("accuracy" + suffix, (counts.truePositives() + counts.trueNegatives()) / rows)
        .higher("precision" + suffix, precision)
        .higher("recall" + suffix, recall)
        .higher("f1" + suffix, share(2 * precision * recall, precision + recall))
        .neither("base_rate" + suffix, counts.positives() / rows)
        .neither("rows" + suffix, rows);
  }
}
