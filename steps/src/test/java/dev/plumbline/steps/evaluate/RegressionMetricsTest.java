package dev.plumbline.steps.evaluate;

import static dev.plumbline.steps.evaluate.BinaryMetricsTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Features;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

public final class RegressionMetricsTest {
  private static final RegressionMetrics<Features> STEP =
      new RegressionMetrics<Features>().sliceBy("origin");

  @Test
  void agreesWithScikitLearnsExample() {
    // y_true 3, -0.5, 2, 7 and y_pred 2.5, 0, 2, 8, of its documentation of r2_score
    RegressionSum sum = add(STEP.zero(), "A", 3, 2.5);
    sum = add(sum, "A", -0.5, 0);
    sum = add(sum, "B", 2, 2);
    sum = add(sum, "B", 7, 8);

    Metrics metrics = STEP.finish(sum);

    assertThat(value(metrics, "r2")).isCloseTo(0.9486081370449679, within(1e-15));
    assertThat(value(metrics, "rmse")).isCloseTo(Math.sqrt(0.375), within(1e-15));
    assertThat(value(metrics, "mae")).isEqualTo(0.5);
    assertThat(value(metrics, "mean_error")).isEqualTo(0.25);
    assertThat(value(metrics, "mean_label")).isEqualTo(2.875);
    assertThat(value(metrics, "mae/origin:A")).isEqualTo(0.5);
    assertThat(value(metrics, "rows/origin:B")).isEqualTo(2);
  }

  @Test
  void labelsFarFromZeroCostNoDigits() {
    RegressionSum sum = STEP.zero();
    for (int i = 0; i < 10; i++) {
      sum = add(sum, "A", 1e15 + i, 1e15 + i + (i % 2 == 0 ? 1 : -1));
    }

    assertThat(value(STEP.finish(sum), "r2")).isCloseTo(1 - 10 / 82.5, within(1e-15));
  }

  @Test
  void orderAndPartitioningNeverShow() {
    Random random = new Random(5);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      double label = Math.exp(20 * random.nextGaussian());
      rows.add(new double[] {label, label * (1 + 0.1 * random.nextGaussian())});
    }
    RegressionSum once = STEP.zero();
    for (double[] each : rows) {
      once = add(once, "A", each[0], each[1]);
    }
    Collections.shuffle(rows, random);
    RegressionSum many = STEP.zero();
    RegressionSum few = STEP.zero();
    for (int i = 0; i < rows.size(); i++) {
      if (i % 7 == 0) {
        few = add(few, "A", rows.get(i)[0], rows.get(i)[1]);
      } else {
        many = add(many, "A", rows.get(i)[0], rows.get(i)[1]);
      }
    }

    assertThat(STEP.finish(STEP.merge(few, many))).isEqualTo(STEP.finish(once));
  }

  @Test
  void equalLabelsHaveNoR2() {
    Metrics metrics = STEP.finish(add(add(STEP.zero(), "A", 2, 2), "A", 2, 3));

    assertThat(metrics.find("r2")).isEmpty();
    assertThat(value(metrics, "mae")).isEqualTo(0.5);
  }

  @Test
  void refusesWhatCannotBeEvaluated() {
    assertThatThrownBy(() -> STEP.finish(STEP.zero())).hasMessageContaining("no rows");
    assertThatThrownBy(() -> add(STEP.zero(), "A", Double.NaN, 1))
        .hasMessageContaining("the label is NaN");
    assertThatThrownBy(() -> add(STEP.zero(), "A", 1, Double.POSITIVE_INFINITY))
        .hasMessageContaining("the prediction is Infinity");
    assertThatThrownBy(() -> add(STEP.zero(), "A", 1e200, 1))
        .hasMessageContaining("too large to square");
  }

  static RegressionSum add(RegressionSum sum, String origin, double label, double prediction) {
    return STEP.add(sum, new Labelled<>(new Features(origin, 1), label), prediction);
  }
}
