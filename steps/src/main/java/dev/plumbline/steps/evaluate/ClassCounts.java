package dev.plumbline.steps.evaluate;

import static dev.plumbline.steps.evaluate.MetricList.share;

import dev.plumbline.models.Scores;
import dev.plumbline.models.encoding.CodePoints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What multiclass metrics are computed from: rows by label, then by predicted class. Mutable: a
 * value that was added to must not be used again.
 */
public record ClassCounts(Map<String, Map<String, Long>> rows, ExactSum logLoss) {
  /** Keeps the loss of a sure mistake finite, as scikit-learn does for doubles. */
  private static final double SURE = Math.ulp(1.0);

  static ClassCounts empty() {
    return new ClassCounts(new HashMap<>(), ExactSum.zero());
  }

  ClassCounts add(String label, Scores prediction) {
    logLoss.add(-Math.log(Math.min(Math.max(prediction.of(label), SURE), 1 - SURE)));
    Map<String, Map<String, Long>> open = open();
    open.computeIfAbsent(label, l -> new HashMap<>()).merge(prediction.label(), 1L, Long::sum);
    return new ClassCounts(open, logLoss);
  }

  ClassCounts merge(ClassCounts other) {
    logLoss.addAll(other.logLoss);
    Map<String, Map<String, Long>> open = open();
    other.rows.forEach(
        (label, predicted) -> {
          Map<String, Long> row = open.computeIfAbsent(label, l -> new HashMap<>());
          predicted.forEach((name, count) -> row.merge(name, count, Long::sum));
        });
    return new ClassCounts(open, logLoss);
  }

  /** The counts in maps that can be added to; what came back from an engine can't. */
  private Map<String, Map<String, Long>> open() {
    if (rows instanceof HashMap<String, Map<String, Long>>) {
      return rows;
    }
    Map<String, Map<String, Long>> copy = new HashMap<>();
    rows.forEach((label, predicted) -> copy.put(label, new HashMap<>(predicted)));
    return copy;
  }

  /** All classes that are a label or were predicted, sorted. */
  List<String> classes() {
    Set<String> names = new TreeSet<>(CodePoints.ORDER);
    rows.forEach(
        (label, predicted) -> {
          names.add(label);
          names.addAll(predicted.keySet());
        });
    return List.copyOf(names);
  }

  long count(String label, String predicted) {
    return rows.getOrDefault(label, Map.of()).getOrDefault(predicted, 0L);
  }

  long labelled(String label) {
    return rows.getOrDefault(label, Map.of()).values().stream().mapToLong(Long::longValue).sum();
  }

  long rowCount() {
    return rows.keySet().stream().mapToLong(this::labelled).sum();
  }

  double accuracy() {
    long right = classes().stream().mapToLong(c -> count(c, c)).sum();
    return share(right, rowCount());
  }

  /** Adds the metrics of all classes together. */
  void addTo(MetricList metrics, String suffix) {
    double precisions = 0;
    double recalls = 0;
    double f1s = 0;
    double weighted = 0;
    List<String> classes = classes();
    for (String each : classes) {
      precisions += precision(each);
      recalls += recall(each);
      f1s += f1(each);
      weighted += f1(each) * labelled(each);
    }
    double rows = rowCount();
    metrics
        .higher("accuracy" + suffix, accuracy())
        .higher("macro_precision" + suffix, precisions / classes.size())
        .higher("macro_recall" + suffix, recalls / classes.size())
        .higher("macro_f1" + suffix, f1s / classes.size())
        .higher("weighted_f1" + suffix, weighted / rows)
        .lower("log_loss" + suffix, logLoss.value() / rows)
        .neither("rows" + suffix, rows);
  }

  double precision(String name) {
    long predicted = rows.keySet().stream().mapToLong(label -> count(label, name)).sum();
    return share(count(name, name), predicted);
  }

  double recall(String name) {
    return share(count(name, name), labelled(name));
  }

  double f1(String name) {
    return share(2 * precision(name) * recall(name), precision(name) + recall(name));
  }
}
