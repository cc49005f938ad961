package dev.plumbline.steps.evaluate;

import static dev.plumbline.steps.evaluate.BinaryMetricsTest.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.models.Scores;
import dev.plumbline.pipeline.Labelled;
import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.steps.evaluate.BinaryMetricsTest.Features;
import java.util.Map;
import org.junit.jupiter.api.Test;

public final class MulticlassMetricsTest {
  private static final MulticlassMetrics<Features> STEP =
      new MulticlassMetrics<Features>().sliceBy("origin");

  @Test
  void computesByHand() {
    ClassSum sum = add(STEP.zero(), "a", "ATL", Map.of("a", 0.8, "b", 0.2));
    sum = add(sum, "a", "ORD", Map.of("a", 0.4, "b", 0.6));
    sum = add(sum, "b", "ATL", Map.of("a", 0.25, "b", 0.75));
    sum = add(sum, "c", "ATL", Map.of("a", 0.0, "b", 1.0));

    Metrics metrics = STEP.finish(sum);

    assertThat(value(metrics, "accuracy")).isEqualTo(0.5);
    assertThat(value(metrics, "recall/class:a")).isEqualTo(0.5);
    assertThat(value(metrics, "precision/class:a")).isEqualTo(1);
    assertThat(value(metrics, "precision/class:b")).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(value(metrics, "recall/class:c")).isZero();
    assertThat(value(metrics, "macro_recall")).isCloseTo(0.5, within(1e-15));
    assertThat(value(metrics, "macro_f1")).isCloseTo((2 / 3.0 + 0.5) / 3, within(1e-15));
    assertThat(value(metrics, "weighted_f1")).isCloseTo((2 * 2 / 3.0 + 0.5) / 4, within(1e-15));
    assertThat(value(metrics, "log_loss"))
        .isCloseTo(
            -(Math.log(0.8) + Math.log(0.4) + Math.log(0.75) + Math.log(Math.ulp(1.0))) / 4,
            within(1e-12));
    assertThat(value(metrics, "accuracy/origin:ORD")).isZero();
    assertThat(value(metrics, "rows/origin:ATL")).isEqualTo(3);
    assertThat(metrics.attachments())
        .singleElement()
        .satisfies(a -> assertThat(a.content()).contains("accuracy 0.5000 · 4 rows"));
  }

  @Test
  void mergesWhatCameBackFromAnEngine() {
    Schema<ClassSum> schema = Schema.of(ClassSum.class);
    ClassSum left = add(STEP.zero(), "a", "ATL", Map.of("a", 0.8, "b", 0.2));
    ClassSum right = add(STEP.zero(), "b", "ATL", Map.of("a", 0.3, "b", 0.7));
    ClassSum both = STEP.merge(left, schema.row(schema.cells(right)));
    both = add(schema.row(schema.cells(both)), "b", "ORD", Map.of("b", 1.0));

    assertThat(value(STEP.finish(both), "rows")).isEqualTo(3);
    assertThat(value(STEP.finish(both), "rows/origin:ATL")).isEqualTo(2);
  }

  @Test
  void refusesWhatCannotBeEvaluated() {
    assertThatThrownBy(() -> STEP.finish(STEP.zero())).hasMessageContaining("no rows");
    assertThatThrownBy(() -> add(STEP.zero(), "a", "ATL", Map.of("a", Double.NaN)))
        .hasMessageContaining("prediction NaN for class 'a'");
    assertThatThrownBy(() -> add(STEP.zero(), null, "ATL", Map.of("a", 1.0)))
        .hasMessageContaining("label is absent");
  }

  private static ClassSum add(
      ClassSum sum, String label, String origin, Map<String, Double> probabilities) {
    return STEP.add(sum, new Labelled<>(new Features(origin, 1), label), new Scores(probabilities));
  }
}
