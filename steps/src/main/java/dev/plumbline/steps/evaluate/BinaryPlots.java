package dev.plumbline.steps.evaluate;

import dev.plumbline.pipeline.Metrics.Attachment;
import dev.plumbline.steps.chart.Axis;
import dev.plumbline.steps.chart.Chart;
import dev.plumbline.steps.chart.Point;
import dev.plumbline.steps.chart.Series;
import dev.plumbline.steps.chart.Series.Mark;
import java.util.List;
import java.util.Locale;

/** The curves of a binary evaluation. */
final class BinaryPlots {
  private static final List<Point> DIAGONAL = List.of(new Point(0, 0), new Point(1, 1));

  private BinaryPlots() {}

  static List<Attachment> of(BinaryReport report) {
    return List.of(
        new Attachment("roc.svg", roc(report).svg()),
        new Attachment("precision-recall.svg", precisionRecall(report).svg()),
        new Attachment("calibration.svg", calibration(report).svg()));
  }

  private static Chart roc(BinaryReport report) {
    return new Chart(
        "ROC curve",
        String.format(Locale.ROOT, "AUC %.4f · %s", report.curve().auc(), rows(report)),
        Axis.share("False-positive rate"),
        Axis.share("Recall (true-positive rate)"),
        List.of(
            new Series("model", Mark.LINE, report.curve().roc()),
            new Series("chance", Mark.GUIDE, DIAGONAL)));
  }

  private static Chart precisionRecall(BinaryReport report) {
    double rate = (double) report.counts().positives() / report.counts().rows();
    return new Chart(
        "Precision and recall",
        String.format(
            Locale.ROOT,
            "average precision %.4f · %s",
            report.curve().averagePrecision(),
            rows(report)),
        Axis.share("Recall"),
        Axis.share("Precision"),
        List.of(
            new Series("model", Mark.LINE, report.curve().precisionRecall()),
            new Series("base rate", Mark.GUIDE, List.of(new Point(0, rate), new Point(1, rate)))));
  }

  private static Chart calibration(BinaryReport report) {
    return new Chart(
        "Calibration",
        String.format(
            Locale.ROOT, "calibration error %.4f · %s", report.calibration().error(), rows(report)),
        Axis.share("Mean predicted probability"),
        Axis.share("Observed rate"),
        List.of(
            new Series("model", Mark.DOTS, report.calibration().points()),
            new Series("share of rows", Mark.BARS, report.calibration().shares()),
            new Series("perfect", Mark.GUIDE, DIAGONAL)));
  }

  private static String rows(BinaryReport report) {
    return String.format(
        Locale.ROOT,
        "%,d rows, %.1f %% true",
        report.counts().rows(),
        100.0 * report.counts().positives() / report.counts().rows());
  }
}
