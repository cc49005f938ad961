package dev.plumbline.steps.evaluate;

import dev.plumbline.models.Scores;
import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Metrics.Attachment;
import dev.plumbline.steps.chart.Matrix;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a class is told: {@code accuracy}, {@code macro_precision}, {@code macro_recall}, {@code
 * macro_f1}, {@code weighted_f1}, {@code log_loss}, {@code rows}, {@code recall/class:NAME} and
 * {@code precision/class:NAME} for up to 50 classes, and a confusion matrix. A share of nothing is
 * 0. All are independent of the rows' order and partitioning, to the last bit.
 *
 * @param slices paths of features, such as {@code origin}; for each value metrics are reported as
 *     {@code accuracy/origin:ATL}; at most 400 values in all
 */
public record MulticlassMetrics<F>(List<String> slices)
    implements EvaluateStep<Labelled<F, String>, F, Scores, ClassSum> {
  private static final int MOST_CLASSES_TOLD = 50;

  public MulticlassMetrics {
    slices = List.copyOf(slices);
  }

  /** No slices. */
  public MulticlassMetrics() {
    this(List.of());
  }

  public MulticlassMetrics<F> sliceBy(String... features) {
    return new MulticlassMetrics<>(List.of(features));
  }

  @Override
  public F features(Labelled<F, String> row) {
    return row.features();
  }

  @Override
  public ClassSum zero() {
    return new ClassSum(ClassCounts.empty(), new HashMap<>());
  }

  @Override
  public ClassSum add(ClassSum sum, Labelled<F, String> row, Scores prediction) {
    String label = Refused.ifAbsent(row.label(), "label", row);
    Scores scores = Refused.ifAbsent(prediction, "prediction", row);
    for (var each : scores.probabilities().entrySet()) {
      if (!(each.getValue() >= 0 && each.getValue() <= 1)) {
        throw Refused.row(
            "the prediction "
                + each.getValue()
                + " for class '"
                + each.getKey()
                + "' is no probability, give scores from 0 to 1",
            row);
      }
    }
    return new ClassSum(
        sum.all().add(label, scores),
        Slices.add(
            sum.slices(), slices, row.features(), ClassCounts::empty, s -> s.add(label, scores)));
  }

  @Override
  public ClassSum merge(ClassSum left, ClassSum right) {
    return new ClassSum(
        left.all().merge(right.all()),
        Slices.merge(left.slices(), right.slices(), ClassCounts::empty, ClassCounts::merge));
  }

  @Override
  public Metrics finish(ClassSum sum) {
    ClassCounts all = sum.all();
    if (all.rowCount() == 0) {
      throw Refused.rows("there are no rows, evaluate on a table or split that has some");
    }
    MetricList metrics = new MetricList();
    all.addTo(metrics, "");
    List<String> classes = all.classes();
    if (classes.size() <= MOST_CLASSES_TOLD) {
      for (String each : classes) {
        String suffix = "/" + Slices.name("class", each);
        metrics.higher("precision" + suffix, all.precision(each));
        metrics.higher("recall" + suffix, all.recall(each));
      }
    }
    sum.slices().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> each.getValue().addTo(metrics, "/" + each.getKey()));
    return new Metrics(
        metrics.values(), List.of(new Attachment("confusion.svg", confusion(all, classes))));
  }

  private static String confusion(ClassCounts all, List<String> classes) {
    List<List<Long>> counts =
        classes.stream()
            .map(label -> classes.stream().map(predicted -> all.count(label, predicted)).toList())
            .toList();
    return new Matrix(
            "Confusion matrix",
            String.format(
                Locale.ROOT,
                "accuracy %.4f · %,d rows · shade is the share of the row",
                all.accuracy(),
                all.rowCount()),
            "Label",
            "Predicted",
            classes,
            counts)
        .svg();
  }
}
