package dev.plumbline.pipeline;

import static dev.plumbline.pipeline.Gate.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small values that are printed, hashed and exported by their text. */
class WordsTest {
  @Test
  void aGateReadsAsItIsMeant() {
    Gate gate =
        metric("auc")
            .atLeast(0.55)
            .and(metric("loss").atMost(2))
            .and(metric("auc").notWorseThan(ModelRef.alias("champion"), 0.01));
    assertThat(gate)
        .hasToString(
            "auc >= 0.55 and loss <= 2.0 and auc not worse than @champion by more than 0.01");
    assertThat(Gate.always()).hasToString("always");
    assertThat(metric("auc").notWorseThan(ModelRef.number(3))).hasToString("auc not worse than 3");
    assertThat(gate.comparisons())
        .containsExactly(new Gate.NotWorseThan("auc", ModelRef.alias("champion"), 0.01));
    assertThat(gate)
        .isEqualTo(
            metric("auc")
                .atLeast(0.55)
                .and(metric("loss").atMost(2))
                .and(metric("auc").notWorseThan(ModelRef.alias("champion"), 0.01)));
  }

  @ParameterizedTest
  @CsvSource({
    "3, Number",
    "@champion, Alias",
    "champion, Alias",
    "Production, Stage",
    "staging, Stage",
    "1234567890, Alias"
  })
  void aVersionIsNamedAsPeopleWrite(String text, String kind) {
    assertThat(ModelRef.parse(text).getClass().getSimpleName()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void aShareLiesBetweenZeroAndOne(double share) {
    assertThatThrownBy(() -> Splitter.byKey(share, 1, "k"))
        .hasMessageContaining("a test share of " + share + ", choose one between 0 and 1");
  }

  @Test
  void aSplitterIsItsColumnsAndItsPlace() {
    var byTime = (Splitter.ByTime) Splitter.byTime("features.day", LocalDate.of(2001, 6, 1));
    assertThat(byTime.columns()).containsExactly("features.day");
    assertThat(Splitter.start(byTime)).isEqualTo(Instant.parse("2001-06-01T00:00:00Z"));
    assertThat(Splitter.byKey(0.2, 7, "a", "b").columns()).containsExactly("a", "b");
  }

  @Test
  void windowsExpectationsAndTablesReadAsTheyAreMeant() {
    assertThat(Window.all()).hasToString("all");
    assertThat(Window.interval()).hasToString("interval");
    assertThat(Window.past(Period.ofDays(7))).hasToString("past P7D");
    assertThat(Expectation.atLeastRows(1)).hasToString("rows >= 1");
    assertThat(new Expectation.Rows(1, 5)).hasToString("rows in 1..5");
    assertThat(Expectation.nulls("a", 0.5)).hasToString("nulls in a <= 0.5");
    assertThat(Expectation.range("a", 0, 1)).hasToString("a in 0.0..1.0");
    assertThat(FourPipelines.SCORES.partitionedBy("origin").partitionColumns())
        .containsExactly("day", "origin");
    assertThat(new Port("split", "train")).hasToString("split.train");
    assertThat(Port.out("split")).hasToString("split");
  }
}
