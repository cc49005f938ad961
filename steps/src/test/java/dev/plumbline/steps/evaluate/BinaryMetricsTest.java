package dev.plumbline.steps.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

public final class BinaryMetricsTest {
  public record Features(String origin, int hour) {}

  record Scored(boolean label, double score, String origin) {
    Labelled<Features, Boolean> row() {
      return new Labelled<>(new Features(origin, 3), label);
    }
  }

  private static final BinaryMetrics<Features> STEP = new BinaryMetrics<>();

  @Test
  void agreesWithScikitLearnsExample() {
    // The rows of its documentation of roc_auc_score and average_precision_score; the rest by hand.
    List<Scored> rows = List.of(at(false, 0.1), at(false, 0.4), at(true, 0.35), at(true, 0.8));

    Metrics metrics = evaluate(STEP, rows);

    assertThat(value(metrics, "auc")).isEqualTo(0.75);
    assertThat(value(metrics, "auc_bound")).isZero();
    assertThat(value(metrics, "pr_auc")).isCloseTo(0.8333333333333333, within(1e-15));
    assertThat(value(metrics, "log_loss")).isCloseTo(0.4722879, within(1e-7));
    assertThat(value(metrics, "brier")).isCloseTo(0.158125, within(1e-15));
    assertThat(value(metrics, "accuracy")).isEqualTo(0.75);
    assertThat(value(metrics, "precision")).isEqualTo(1);
    assertThat(value(metrics, "recall")).isEqualTo(0.5);
    assertThat(value(metrics, "f1")).isCloseTo(2 / 3.0, within(1e-15));
    assertThat(value(metrics, "base_rate")).isEqualTo(0.5);
    assertThat(value(metrics, "rows")).isEqualTo(4);
    assertThat(value(metrics, "calibration_error"))
        .isCloseTo((0.1 + 0.4 + 0.65 + 0.2) / 4, within(1e-15));
  }

  @Test
  void tiesCountHalf() {
    Metrics metrics = evaluate(STEP, List.of(at(true, 0.5), at(false, 0.5), at(false, 0.2)));

    assertThat(value(metrics, "auc")).isEqualTo(0.75);
  }

  @Test
  void aucOfManyScoresIsWithinItsBound() {
    for (double spread : new double[] {1, 0.02, 1e-5}) {
      Random random = new Random(7);
      List<Scored> rows = new ArrayList<>();
      for (int i = 0; i < 300_000; i++) {
        double score = 0.1 + spread * random.nextDouble() * 0.9;
        rows.add(at(random.nextDouble() < 0.2 + 0.3 * (score - 0.1) / spread, score));
      }

      Metrics metrics = evaluate(STEP, rows);

      double bound = value(metrics, "auc_bound");
      assertThat(bound).as("spread " + spread).isPositive().isLessThan(1e-4);
      assertThat(value(metrics, "auc")).isCloseTo(exactAuc(rows), within(bound + 1e-12));
    }
  }

  @Test
  void scoresOfAFloatModelAreExact() {
    Random random = new Random(3);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      float score = random.nextFloat();
      rows.add(at(random.nextFloat() < score, score));
    }

    Metrics metrics = evaluate(STEP, rows);

    assertThat(value(metrics, "auc_bound")).isLessThan(1e-7);
    assertThat(value(metrics, "auc")).isCloseTo(exactAuc(rows), within(1e-12));
  }

  @Test
  void reportsSlices() {
    List<Scored> rows =
        List.of(
            new Scored(true, 0.9, "ATL"),
            new Scored(false, 0.2, "ATL"),
            new Scored(true, 0.6, "a=b"),
            new Scored(false, 0.1, null));

    Metrics metrics = evaluate(new BinaryMetrics<Features>().sliceBy("origin"), rows);

    assertThat(value(metrics, "auc/origin:ATL")).isEqualTo(1);
    assertThat(value(metrics, "rows/origin:ATL")).isEqualTo(2);
    assertThat(value(metrics, "accuracy/origin:a_u003db")).isEqualTo(1);
    assertThat(value(metrics, "rows/origin:null")).isEqualTo(1);
    assertThat(metrics.find("auc/origin:null")).isEmpty();
  }

  @Test
  void refusesSlicesOfManyValuesAndUnknownFields() {
    List<Scored> many = new ArrayList<>();
    for (int i = 0; i <= Slices.MOST; i++) {
      many.add(new Scored(true, 0.5, "v" + i));
    }

    assertThatThrownBy(() -> evaluate(new BinaryMetrics<Features>().sliceBy("origin"), many))
        .hasMessageContaining("more than 400 values");
    assertThatThrownBy(() -> evaluate(new BinaryMetrics<Features>().sliceBy("orign"), many))
        .hasMessageContaining("'orign'");
  }

  @Test
  void refusesWhatCannotBeEvaluated() {
    assertThatThrownBy(() -> evaluate(STEP, List.of(at(true, 0.5), at(true, 0.6))))
        .hasMessage(
            "Cannot evaluate: of 2 rows 2 are true and 0 false, AUC needs both: evaluate on more"
                + " rows, or mend the label");
    assertThatThrownBy(() -> evaluate(STEP, List.of())).hasMessageContaining("of 0 rows");
    assertThatThrownBy(() -> evaluate(STEP, List.of(at(true, Double.NaN))))
        .hasMessageContaining("prediction NaN is no probability")
        .hasMessageContaining("hour=3");
    assertThatThrownBy(() -> evaluate(STEP, List.of(at(true, 1.5))))
        .hasMessageContaining("prediction 1.5 is no probability");
    assertThatThrownBy(
            () ->
                STEP.add(
                    STEP.zero(), new Labelled<Features, Boolean>(new Features("A", 1), null), 0.5))
        .hasMessageContaining("label is absent");
    assertThatThrownBy(() -> new BinaryMetrics<Features>().withThreshold(Double.NaN))
        .hasMessageContaining("threshold from 0 to 1");
  }

  @Test
  void itsSumTravelsAsCells() {
    Schema<BinarySum> schema = Schema.of(BinarySum.class);
    BinaryMetrics<Features> step = new BinaryMetrics<Features>().sliceBy("origin");
    BinarySum sum = step.zero();
    sum = step.add(sum, at(true, 0.7).row(), 0.7);
    BinarySum back = schema.row(schema.cells(sum));
    back = step.add(back, at(false, 0.2).row(), 0.2);

    assertThat(value(step.finish(back), "auc/origin:ATL")).isEqualTo(1);
  }

  static Scored at(boolean label, double score) {
    return new Scored(label, score, "ATL");
  }

  static Metrics evaluate(BinaryMetrics<Features> step, List<Scored> rows) {
    BinarySum sum = step.zero();
    for (Scored each : rows) {
      sum = step.add(sum, each.row(), each.score());
    }
    return step.finish(sum);
  }

  static double value(Metrics metrics, String name) {
    return metrics.find(name).orElseThrow(() -> new AssertionError("no " + name)).value();
  }

  /** By the sum of ranks (Mann-Whitney), ties at their mean. */
  static double exactAuc(List<Scored> rows) {
    List<Scored> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparingDouble(Scored::score));
    double ranks = 0;
    long positives = 0;
    for (int from = 0; from < sorted.size(); ) {
      int to = from;
      while (to < sorted.size() && sorted.get(to).score() == sorted.get(from).score()) {
        to++;
      }
      for (int i = from; i < to; i++) {
        if (sorted.get(i).label()) {
          positives++;
          ranks += (from + 1 + to) / 2.0;
        }
      }
      from = to;
    }
    long negatives = sorted.size() - positives;
    return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
  }
}
