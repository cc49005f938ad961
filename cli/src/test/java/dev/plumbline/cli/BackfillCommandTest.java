package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of which some days are missing, out of date, or can't be done yet. */
class BackfillCommandTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void project() throws IOException {
    project = new TestingProject(folder);
    project.plumb("run", "orders");
  }

  private TestingProject.Said fill(String from, String to, String... more) {
    List<String> words =
        new ArrayList<>(List.of("backfill", "order-days", "--from", from, "--to", to));
    words.addAll(List.of(more));
    return project.plumb(words.toArray(String[]::new));
  }

  private int runs() {
    return ((List<?>) project.plumb("runs", "list", "--json").json().get("runs")).size();
  }

  @Test
  void saysWhichIntervalsItWouldDoAndWhyAndDoesNothing() {
    int before = runs();

    var said = fill("2001-06-01", "2001-06-03", "--dry-run");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("2001-06-01  missing    publish: never ran for 2001-06-01/2001-06-02")
        .contains("2001-06-03  not ready  Cannot run order-days yet")
        .contains("2 of 3 intervals to do");
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  void doesWhatIsMissingAndTellsWhatIsNotReady() {
    var said = fill("2001-06-01", "2001-06-03");

    assertThat(said.exit()).as("not ready").isEqualTo(3);
    assertThat(said.err()).contains("has no rows with day in 2001-06-03/2001-06-04");
    assertThat(said.out()).contains("2 of 2 intervals:");
    assertThat(project.plumb("tables", "show", "order-days").out())
        .contains("2001-06-01  250")
        .contains("2001-06-02  560");
  }

  @Test
  void doesNothingAgain() {
    fill("2001-06-01", "2001-06-02");
    int before = runs();

    var said = fill("2001-06-01", "2001-06-02");

    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("2001-06-01  current  unchanged")
        .contains("0 of 2 intervals to do");
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  void leavesAloneWhatStands() {
    fill("2001-06-02", "2001-06-02");
    int before = runs();

    var said = fill("2001-06-01", "2001-06-02", "--json");

    assertThat(said.exit()).isZero();
    assertThat(each(said, "intervals", "state")).containsExactly("MISSING", "CURRENT");
    assertThat(each(said, "runs", "interval")).containsExactly("2001-06-01/2001-06-02");
    assertThat(runs()).isEqualTo(before + 1);
  }

  @Test
  void doesAgainWhatWouldComeOutOtherwise() throws IOException {
    fill("2001-06-02", "2001-06-02");
    Files.writeString(
        folder.resolve("orders.csv"), "2001-06-02,eve,1000,false\n", StandardOpenOption.APPEND);
    project.plumb("run", "orders");

    var said = fill("2001-06-02", "2001-06-02", "--json");

    assertThat(said.exit()).isZero();
    assertThat(each(said, "intervals", "state")).containsExactly("STALE");
    assertThat(each(said, "intervals", "why").get(0)).asString().contains("table orders");
    assertThat(project.plumb("tables", "show", "order-days").out()).contains("2001-06-02  1560");
  }

  private static List<Object> each(TestingProject.Said said, String list, String key) {
    return ((List<?>) said.json().get(list))
        .stream().<Object>map(one -> ((Map<?, ?>) one).get(key)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void rowsThatWereAppendedForADayAreNotAppendedAgain(String parallel) {
    String[] logged = {"--set", "pipeline.log=true", "--parallel", parallel};
    fill("2001-06-01", "2001-06-02", logged);
    assertThat(fill("2001-06-01", "2001-06-02", logged).out()).contains("0 of 2 intervals to do");
    assertThat(project.plumb("tables", "list").out()).contains("order-log   v1       2 ");
  }

  @Test
  void severalAtOnceMakeTheSame() {
    var said = fill("2001-06-01", "2001-06-03", "--parallel", "2");

    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.out()).contains("2 of 2 intervals");
    assertThat(project.plumb("tables", "show", "order-days").out())
        .contains("2001-06-01  250")
        .contains("2001-06-02  560");
  }

  @Test
  void oneThatFailsHoldsUpNoOther() {
    var said = fill("2001-06-01", "2001-06-02", "--set", "sum.most=300");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step sum failed: more than 300 in 2001-06-02")
        .contains("plumb run --resume");
    assertThat(project.plumb("tables", "show", "order-days").out()).contains("2001-06-01  250");
  }

  @Test
  void isRefusedWithoutASpanAndInParallelWhereADayNeedsTheOneBefore() {
    assertThat(project.plumb("backfill", "order-days").err())
        .contains("Cannot tell which intervals to fill, give --from DATE --to DATE");
    assertThat(fill("2001-06-01", "2001-06-02", "--parallel", "0").err())
        .contains("Cannot do 0 intervals at once");
    var chained =
        fill("2001-06-01", "2001-06-02", "--set", "pipeline.carry=true", "--parallel", "2");
    assertThat(chained.exit()).isEqualTo(2);
    assertThat(chained.err())
        .contains("Cannot do order-days in parallel: it reads order-days, which it writes");
  }
}
