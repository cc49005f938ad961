package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
  }

  @Test
  void endsWithWhatWasMadeAndWhereToLook() {
    var said = project.plumb("run", "orders");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("orders on local\n")
        .contains("✓ publish  -> orders@v0, 4 rows")
        .containsPattern("Done, [0-9.]+ s\n  table   orders@v0  4 rows\n")
        .contains("see     plumb runs show run1\n          plumb tables show orders\n");
  }

  @Test
  void saysReuseForAllTheSecondTimeAndMakesNothing() {
    project.plumb("run", "orders");

    var said = project.plumb("run", "orders");

    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("publish  REUSE      unchanged since run run1")
        .contains("Nothing to do")
        .contains("table   orders@v0  4 rows  (unchanged)")
        .doesNotContain("✓");
  }

  @Test
  void takesParametersFromConfAndFromSetOverIt() throws IOException {
    project.conf("base", "engine=local\norders.pipeline.least=200\n");
    assertThat(project.plumb("run", "orders").out()).contains("orders@v0  2 rows");

    assertThat(project.plumb("run", "orders", "--set", "pipeline.least=280").out())
        .contains("parameter cents changed from 200 to 280")
        .contains("orders@v1  1 row\n");
  }

  @Test
  void tellsAllMistakesInSettingsTogether() {
    var said = project.plumb("run", "orders", "--set", "big.cent=1", "--set", "pipeline.least=x");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("Cannot define pipeline orders")
        .contains("did you mean 'cents'?")
        .contains("can't be set to 'x'")
        .doesNotContain("\tat ");
  }

  @Test
  void refusesAnUnknownPipelineWithTheNearest() {
    var said = project.plumb("run", "order");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("Cannot find pipeline order: there are [order-days, ")
        .contains("did you mean 'orders'?");
  }

  @Test
  void aFailureEndsWithWhatFailedWhyAndTheCommandToGoOn() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), TestingProject.CSV + "2001-06-03,bad,1,true\n");

    var said = project.plumb("run", "orders", "--set", "pipeline.least=10");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step publish failed: Step big failed: customer bad is not served")
        .endsWith("  plumb run orders --set pipeline.least=10 --run run1\n");

    Files.writeString(folder.resolve("orders.csv"), TestingProject.CSV);
    var again = project.plumb("run", "orders", "--set", "pipeline.least=10", "--run", "run1");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("orders@v0  5 rows");
  }

  @Test
  void aRunDoesNotGoOnWithWhatItHasFinishedOtherwise() {
    project.plumb("run", "orders", "--run", "night");

    var said = project.plumb("run", "orders", "--run", "night", "--set", "pipeline.least=130");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("Cannot go on with run night: it has finished publish, which would run again")
        .contains("parameter cents changed from 100 to 130")
        .contains("leave --run out");
    assertThat(project.plumb("run", "orders", "--run", "night").out()).contains("Nothing to do");
  }

  @Test
  void aStoreThatCannotBeOpenedIsToldInItsOwnWords() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");

    var said = project.plumb("run", "orders", "--conf", "tracking.database=file/tracking.db");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("file/tracking.db").doesNotContainIgnoringCase("guice");
  }

  @Test
  void nothingIsCommittedWhereARunCouldNotBeRecorded() throws IOException {
    Files.writeString(folder.resolve("file"), "in the way");

    var said = project.plumb("run", "orders", "--conf", "artifacts.root=file/artifacts");

    assertThat(said.exit()).isNotZero();
    assertThat(said.err()).contains("file/artifacts").contains("artifacts.root");
    assertThat(folder.resolve(".plumbline/tables/orders")).doesNotExist();
  }

  @Test
  void missingInputIsNotReady() {
    var said = project.plumb("run", "order-days", "--date", "2001-06-01");

    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.err()).contains("Cannot run order-days yet").contains("no table orders");
  }

  @Test
  void runsEachDayOfARangeAndSumsUp() {
    project.plumb("run", "orders");

    var said = project.plumb("run", "order-days", "--from", "2001-06-01", "--to", "2001-06-02");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("order-days for 2001-06-01/2001-06-02 on local")
        .contains("2 of 2 intervals:\n  2001-06-01  done")
        .contains("\n  2001-06-02  done");
    assertThat(project.plumb("tables", "show", "order-days").out())
        .contains("2001-06-01  250")
        .contains("2001-06-02  560");
  }

  @Test
  void aRangeStopsAtTheFirstDayThatIsNotReady() {
    project.plumb("run", "orders");

    var said = project.plumb("run", "order-days", "--from", "2001-06-02", "--to", "2001-06-04");

    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.out()).contains("for 2001-06-02/2001-06-03");
    assertThat(said.err()).contains("has no rows with day in 2001-06-03/2001-06-04");
  }

  @Test
  void datesAndStepsShareFromAndTo() {
    project.plumb("run", "orders");

    var said =
        project.plumb(
            "run", "order-days", "--from", "2001-06-01", "--to", "2001-06-02", "--from", "publish");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(project.plumb("run", "order-days", "--from", "2001-06-01").err())
        .contains("--from is a date and its fellow is missing");
    assertThat(project.plumb("run", "order-days", "--date", "2001-06-31").exit()).isEqualTo(2);
    assertThat(project.plumb("run", "orders", "--from", "publich").err())
        .contains("did you mean 'publish'?");
  }

  @Test
  void aRefusedGateAndABlockedScoringHaveTheirOwnCodes() {
    project.plumb("run", "orders");
    assertThat(project.plumb("run", "order-scores").exit()).isEqualTo(5);

    var refused = project.plumb("run", "order-model", "--set", "pipeline.auc=2.0");
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.out()).contains("gate refused: ").contains("lateness: no new version");

    assertThat(project.plumb("run", "order-model").out())
        .contains("model   lateness v1  @champion");
    var scores = project.plumb("run", "order-scores");
    assertThat(scores.err()).isEmpty();
    assertThat(scores.exit()).isZero();
  }

  @Test
  void aBlockedRunSaysWhatIsMissing() {
    project.plumb("run", "orders");

    var said = project.plumb("run", "order-scores");

    assertThat(said.err())
        .isEqualTo(
            """

            Step champion is blocked: model lateness has no version @champion, train and promote \
            one or name another
            Not done for that reason: publish
            Go on when that is there:
              plumb run order-scores
            """);
    assertThat(said.out()).doesNotContain("- publish");
  }

  @Test
  void answersInJsonWithProgressBesides() {
    var said = project.plumb("run", "orders", "--json");

    assertThat(said.exit()).isZero();
    assertThat(said.err()).contains("✓ publish");
    Map<?, ?> json = said.json();
    assertThat(json.keySet())
        .map(Object::toString)
        .containsExactly(
            "run",
            "pipeline",
            "interval",
            "engine",
            "status",
            "seconds",
            "exit",
            "error",
            "steps",
            "tables",
            "models",
            "metrics");
    assertThat(json.get("status")).isEqualTo("FINISHED");
    assertThat((List<?>) json.get("tables")).hasSize(1);
  }

  @Test
  void aStoredPlanRunsOnlyWhileNothingHasMoved() throws IOException {
    assertThat(
            project.plumb("plan", "orders", "--set", "pipeline.least=60", "--out", "p.json").exit())
        .isZero();
    var ran = project.plumb("run", "--plan", "p.json");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("orders@v0  4 rows");

    var moved = project.plumb("run", "--plan", "p.json");
    assertThat(moved.exit()).isEqualTo(2);
    assertThat(moved.err()).contains("things have moved since").contains("steps publish was ");
  }
}
