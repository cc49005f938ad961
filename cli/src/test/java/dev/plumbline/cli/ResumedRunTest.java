package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that failed, or whose process was killed, and {@code run --resume}. */
class ResumedRunTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
    project.plumb("run", "orders");
  }

  private Path inTheWay() throws IOException {
    Path link = folder.resolve(".plumbline/tables/order-days");
    return Files.createSymbolicLink(link, folder.resolve("disk/that/is/not/mounted"));
  }

  /** What the record of a killed process comes to: nobody said how the run ended. */
  private void killed(String... runs) {
    try (EmbeddedTracking tracking =
        EmbeddedTracking.open(
            TrackingSettings.in(folder.resolve(".plumbline")), Clock.systemUTC())) {
      for (String run : runs) {
        tracking
            .tracking()
            .runs()
            .updateRun(
                run,
                new RunUpdate(Optional.of(RunStatus.RUNNING), Optional.empty(), Optional.empty()));
      }
    }
  }

  @Test
  void aFailureEndsWithTheCommandThatGoesOnWithIt() throws IOException {
    Path link = inTheWay();
    var failed = project.plumb("run", "order-days", "--from", "2001-06-01", "--to", "2001-06-02");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains(
            """
              plumb run --resume run2
            and then with the intervals after it:
              plumb run order-days --date 2001-06-02
            """);
    Files.delete(link);

    var said = project.plumb("run", "--resume", "run2");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("run run2")
        .contains("order-days for 2001-06-01/2001-06-02 on local")
        .contains("✓ publish  -> order-days@v0");
    assertThat(project.plumb("runs", "show", "run2").out()).contains("status     FINISHED");
  }

  @Test
  void itGoesByThePlanThatTheRunKeeps() throws IOException {
    Path link = inTheWay();
    project.plumb("run", "order-days", "--date", "2001-06-02");
    Files.delete(link);
    project.plumb("run", "orders", "--set", "pipeline.least=130");

    assertThat(project.plumb("run", "--resume", "run2").exit()).isZero();

    assertThat(project.plumb("tables", "show", "order-days").out()).contains("2001-06-02  560");
    var plan =
        Files.readString(
            Path.of(
                    java.net.URI.create(
                        (String)
                            project
                                .plumb("runs", "show", "run2", "--json")
                                .json()
                                .get("artifacts")))
                .resolve("plan.txt"));
    assertThat(plan).as("the plan that it began with").contains("never ran");
  }

  @Test
  void aDoneRunAnswersTheSameAndDoesNothing() {
    project.plumb("run", "order-model", "--set", "pipeline.auc=2.0");
    var before = project.plumb("runs", "show", "run2").out();

    var said = project.plumb("run", "--resume", "run2", "--json");

    assertThat(said.exit()).as("its gate refused").isEqualTo(4);
    assertThat(said.json().get("run")).isEqualTo("run2");
    assertThat(said.json().get("status")).isEqualTo("FINISHED");
    assertThat((List<?>) said.json().get("steps"))
        .allSatisfy(
            s -> assertThat(((Map<?, ?>) s).get("status")).isIn("FINISHED", "SKIPPED", "REUSED"));
    assertThat(project.plumb("runs", "show", "run2").out()).isEqualTo(before);
    assertThat(project.plumb("run", "--resume", "run1").out()).contains("Nothing to do");
  }

  @Test
  void aKilledRunIsToldAsSuchAndClosedByResuming() {
    killed("run1");
    assertThat(project.plumb("runs", "list").out()).contains("KILLED");
    assertThat(project.plumb("runs", "show", "run1").out())
        .contains("its process ended before the run did")
        .contains("plumb run --resume run1");

    var said = project.plumb("run", "--resume", "run1");

    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("orders@v0  4 rows");
    assertThat(project.plumb("runs", "show", "run1").out()).contains("status     FINISHED");
    assertThat(project.plumb("tables", "history", "orders").out()).doesNotContain("v1");
  }

  @Test
  void whatWasCommittedAndNotRecordedIsTakenOver() {
    killed("run1", "run1__publish", "run1__ingest", "run1__big");

    var said = project.plumb("run", "--resume", "run1");

    assertThat(said.err()).isEmpty();
    assertThat(said.out())
        .contains("ADOPT")
        .contains("✓ publish  -> orders@v0, committed before and taken over");
    assertThat(project.plumb("tables", "history", "orders").out()).doesNotContain("v1");
    var show = project.plumb("runs", "show", "run1", "--json").json();
    assertThat(show.get("status")).isEqualTo("FINISHED");
    assertThat((List<?>) show.get("steps"))
        .allSatisfy(s -> assertThat(((Map<?, ?>) s).get("status")).isEqualTo("FINISHED"));
    assertThat((List<?>) show.get("steps"))
        .extracting(s -> ((Map<?, ?>) ((Map<?, ?>) s).get("metrics")).get("rows.big"))
        .anySatisfy(rows -> assertThat(rows).hasToString("4.0"));
  }

  @Test
  void itStandsAlone() {
    assertThat(project.plumb("run", "--resume", "nix").err())
        .contains("Cannot find run nix: no run's id is that or begins so");
    assertThat(project.plumb("run", "orders", "--resume", "run1").err())
        .contains("--resume stands alone");
    assertThat(project.plumb("run", "--resume", "run1", "--set", "pipeline.least=1").exit())
        .isEqualTo(2);
    assertThat(project.plumb("run", "--resume", "run1", "--engine", "spark").err())
        .contains("Cannot change the engine of run run1: it is local");
    assertThat(project.plumb("run", "--resume", "run1__publish").err())
        .contains("Cannot resume run1__publish: it is a step of run run1, resume that");
  }

  @Test
  void filesThatNoCommitNamesAreShownAndDeleted() throws IOException {
    Path table = folder.resolve(".plumbline/tables/orders");
    Path orphan = table.resolve("part-00000-of-nobody.snappy.parquet");
    Files.writeString(orphan, "half");
    Path draft = table.resolve("_delta_log/.00000000000000000002.json.x.tmp");
    Files.writeString(draft, "{}");
    Path scratch = folder.resolve(".plumbline/scratch/run0.999999999/train");
    Files.createDirectories(scratch);

    assertThat(project.plumb("tables", "clean").out())
        .as("nothing of today")
        .doesNotContain(orphan.toString())
        .contains(scratch.getParent().toString());
    var shown = project.plumb("tables", "clean", "--older-than", "0s");
    assertThat(shown.out()).contains(orphan.toString(), draft.toString(), "3 left over, 6 bytes");
    assertThat(orphan).exists();

    var said = project.plumb("tables", "clean", "--older-than", "0s", "--delete");

    assertThat(said.out()).contains("3 deleted");
    assertThat(orphan).doesNotExist();
    assertThat(draft).doesNotExist();
    assertThat(scratch.getParent()).doesNotExist();
    assertThat(project.plumb("tables", "clean", "--older-than", "0s").out())
        .isEqualTo("Nothing is left over.\n");
    assertThat(project.plumb("tables", "show", "orders").out()).contains("ada");
    assertThat(project.plumb("tables", "clean", "nix").err()).contains("Cannot find table nix");
  }
}
