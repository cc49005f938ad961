package dev.plumbline.tracking.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** What holds for any text, key, number and list. */
final class GrammarLawsTest {
  @Property
  void readsBackEveryTextAndKey(@ForAll @NotEmpty String key, @ForAll String value) {
    String filter = "tags.`" + key.replace("`", "``") + "` = " + Search.quote(value);

    assertThat(Grammar.RUNS.filter(filter).comparisons())
        .containsExactly(new Clause(EntityType.TAG, key, Operator.EQUAL, new Operand.Text(value)));
  }

  @Property
  void readsBackEveryFiniteNumber(@ForAll double number) {
    assertThat(Grammar.RUNS.filter("metrics.m >= " + number).comparisons())
        .containsExactly(
            new Clause(EntityType.METRIC, "m", Operator.AT_LEAST, new Operand.Real(number)));
  }

  @Property
  void readsBackEveryList(@ForAll @Size(min = 1, max = 5) List<String> texts) {
    String list = String.join(", ", texts.stream().map(Search::quote).toList());

    assertThat(Grammar.RUNS.filter("run_id NOT IN (" + list + ")").comparisons())
        .containsExactly(
            new Clause(EntityType.ATTRIBUTE, "run_id", Operator.NOT_IN, new Operand.Texts(texts)));
  }

  @Property
  void readsOrRefusesAnything(@ForAll String filter) {
    try {
      assertThat(Grammar.RUNS.filter(filter)).isNotNull();
    } catch (TrackingException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PARAMETER_VALUE);
    }
  }
}
