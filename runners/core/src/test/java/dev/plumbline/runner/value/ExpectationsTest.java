package dev.plumbline.runner.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.profile.Profiler;
import java.util.List;
import org.junit.jupiter.api.Test;

public class ExpectationsTest {
  public record Row(Long count, double share, String name) {}

  public record Tags(List<String> tags) {}

  private static Profile profile(Row... rows) {
    Profiler profiler = Profiler.of(Schema.of(Row.class));
    for (Row row : rows) {
      profiler.add(row);
    }
    return profiler.profile();
  }

  private static final Profile TWO = profile(new Row(null, 0.5, "a"), new Row(7L, -0.0, "b"));

  @Test
  void whatHoldsSaysNothing() {
    assertThat(
            Expectations.judge(
                TWO,
                List.of(
                    Expectation.atLeastRows(2),
                    Expectation.nulls("count", 0.5),
                    Expectation.noNulls("name"),
                    Expectation.range("count", 7, 7),
                    Expectation.range("share", 0, 0.5))))
        .isEmpty();
  }

  @Test
  void everyFailureNamesWhatWasFound() {
    assertThat(
            Expectations.judge(
                TWO,
                List.of(
                    Expectation.atLeastRows(3),
                    Expectation.noNulls("count"),
                    Expectation.range("share", 0.1, 1),
                    Expectation.range("name", 0, 1),
                    Expectation.noNulls("other"))))
        .containsExactly(
            "expected rows >= 3, found 2 rows",
            "expected nulls in count <= 0.0, found 1 nulls in 2 rows",
            "expected share in 0.1..1.0, found 0.0..0.5",
            "expected name in 0.0..1.0, found a..b, which are no numbers but string",
            "expected nulls in other <= 0.0, found no column other");
  }

  @Test
  void aNanIsInNoRange() {
    Profile nan = profile(new Row(1L, Double.NaN, "a"), new Row(1L, 1, "a"));

    assertThat(Expectations.judge(nan, List.of(Expectation.range("share", 0, 1))))
        .containsExactly("expected share in 0.0..1.0, found 1.0..NaN");
  }

  @Test
  void aRangeOfWhatHasNoNumbersFails() {
    Profiler tags = Profiler.of(Schema.of(Tags.class));
    tags.add(new Tags(List.of("a")));

    assertThat(Expectations.judge(tags.profile(), List.of(Expectation.range("tags", 0, 1))))
        .containsExactly("expected tags in 0.0..1.0, found no numbers but list<string>");
  }

  @Test
  void noRowsAreInEveryRange() {
    assertThat(
            Expectations.judge(
                profile(), List.of(Expectation.range("share", 0, 1), Expectation.noNulls("share"))))
        .isEmpty();
  }
}
