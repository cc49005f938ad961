package dev.plumbline.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and answers were compared with MLflow 3.17.2's own parser. */
final class GrammarTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "metrics.m = 1 AND",
        "metrics.m = 1 metrics.m = 1",
        "params.a-b = '1'",
        "metrics.m == 1",
        "metrics.m <> 1",
        "metrics.m = nan",
        "params.p NOT LIKE 'x'",
        "metrics.m IS NULL",
        "status IS NULL",
        "dataset.foo = 'a'",
        "params.p IN ('a')",
        "= 1",
        "1 = 1",
        "foo",
        "run_id IN ()",
        "run_id IN (1)",
        "run_id IN ('a'",
        "run_id = ('a')",
        "run_id IN 'a'",
        "run_id = 5",
        "metrics.m > 1; metrics.m > 2",
        "metrics.m > 1 OR",
        "OR metrics.m > 1",
        "(metrics.m > 1",
        "(metrics.m > 1))",
        "()",
        "NOT",
        "NOT AND metrics.m > 1",
        "(metrics.m) > 1",
        "tags.t = 'open",
        "tags.t ="
      })
  void refuses(String filter) {
    assertThatThrownBy(() -> Grammar.RUNS.filter(filter)).isInstanceOf(TrackingException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tags.mlflow.user = 'x'",
        "`run name` = 'a'",
        "attributes.`Run Name` LIKE 'a'",
        "metrics.m > -1e3",
        "metrics.m > .5",
        "dataset.name IN ('a', 'b') and datasets.context != 'c'",
        "created > 1.5",
        "tags.'x' = 'y'",
        "tags.\"x y\" is not null",
        "run.status = \"RUNNING\""
      })
  void reads(String filter) {
    assertThat(Grammar.RUNS.filter(filter).comparisons()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a = '1' or b = '2' and c = '3' | a or (b and c)",
        "(a = '1' OR b = '2') AND c = '3' | (a or b) and c",
        "not a = '1' and b = '2' | not a and b",
        "NOT (a = '1' OR NOT b IS NULL) | not (a or not b)",
        "((a = '1')) AND (b = '2' AND c = '3') | a and (b and c)",
        "a NOT IN ('x') or a = '1' | a or a"
      })
  void joins(String filter, String joined) {
    String tagged =
        filter
            .replaceAll("\\b([abc]) ", "tags.$1 ")
            .replace("tags.a NOT IN ('x')", "run_id NOT IN ('x')");
    assertThat(shown(Grammar.RUNS.filter(tagged)).replace("run_id", "a")).isEqualTo(joined);
  }

  private static String shown(Condition<Clause> condition) {
    if (condition instanceof Condition.One<Clause> one) {
      return one.comparison().key();
    }
    if (condition instanceof Condition.Not<Clause> not) {
      return "not " + inner(not.of());
    }
    return condition instanceof Condition.Any<Clause> any
        ? any.of().stream().map(GrammarTest::inner).collect(Collectors.joining(" or "))
        : ((Condition.All<Clause>) condition)
            .of().stream().map(GrammarTest::inner).collect(Collectors.joining(" and "));
  }

  private static String inner(Condition<Clause> condition) {
    boolean joined = condition instanceof Condition.Any || condition instanceof Condition.All;
    return joined ? "(" + shown(condition) + ")" : shown(condition);
  }

  @Test
  void refusesWhatNoDatabaseTakes() {
    String one = "metrics.m = 1";
    for (String filter :
        List.of(
            one + (" OR " + one).repeat(500),
            "NOT ".repeat(60) + one,
            "(".repeat(100_000) + one,
            "run_id IN ('a'" + ", 'a'".repeat(10_000) + ")")) {
      assertThatThrownBy(() -> Grammar.RUNS.filter(filter))
          .isInstanceOf(TrackingException.class)
          .hasMessageContaining("ask in parts");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start_time DESC | ATTRIBUTE | start_time | DESC",
        "Created | ATTRIBUTE | start_time | ASC",
        "metrics.`a b` desc | METRIC | a b | DESC",
        "tags.a.b | TAG | a.b | ASC"
      })
  void orders(String text, EntityType type, String key, Order.Direction direction) {
    assertThat(Grammar.RUNS.order(List.of(text))).containsExactly(new Order(type, key, direction));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"start_time desc foo", "run name", "dataset.name", "foo", "", "metrics.m down"})
  void refusesOrders(String text) {
    assertThatThrownBy(() -> Grammar.RUNS.order(List.of(text)))
        .isInstanceOfSatisfying(
            TrackingException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name IN ('a')", "creation_time > 1.5", "params.x = '1'", "name IS NULL"})
  void refusesOfExperiments(String filter) {
    assertThatThrownBy(() -> Grammar.EXPERIMENTS.filter(filter))
        .isInstanceOf(TrackingException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"experiment_id IN ('1')", "last_update_time >= 5", "tag.x IS NULL", "name = 'a'"})
  void readsOfExperiments(String filter) {
    assertThat(Grammar.EXPERIMENTS.filter(filter).comparisons()).hasSize(1);
  }
}
