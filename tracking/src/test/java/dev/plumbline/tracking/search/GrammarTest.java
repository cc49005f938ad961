package dev.plumbline.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.util.List;
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
        "not metrics.m = 1",
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
        "(metrics.m > 1)",
        "metrics.m > 1 OR metrics.m < 0",
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
    assertThat(Grammar.RUNS.filter(filter)).isNotEmpty();
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
    assertThat(Grammar.EXPERIMENTS.filter(filter)).hasSize(1);
  }
}
