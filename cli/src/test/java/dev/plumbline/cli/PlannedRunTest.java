package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that one process plans and others do, step by step, as a scheduler has it done. */
class PlannedRunTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void set() throws IOException {
    project = new TestingProject(folder);
  }

  @Test
  void planningRunsNothingAndStepsGoByIt() throws IOException {
    var planned = project.plumb("plan", "orders", "--run", "nightly");

    assertThat(planned.err()).isEmpty();
    assertThat(planned.exit()).isZero();
    assertThat(planned.out()).contains("begun as run nightly");
    assertThat(folder.resolve(".plumbline/tables/orders")).doesNotExist();
    assertThat(project.plumb("runs", "show", "nightly").out()).contains("status     RUNNING");

    var done = project.plumb("step", "orders", "publish", "--run", "nightly");

    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("-> orders@v0");
    assertThat(project.plumb("runs", "show", "nightly").out()).contains("status     FINISHED");
  }

  @Test
  void plannedAgainWithNothingChangedItStaysTheRunThatItIs() {
    project.plumb("plan", "orders", "--run", "nightly");
    project.plumb("step", "orders", "publish", "--run", "nightly");

    assertThat(project.plumb("plan", "orders", "--run", "nightly").out())
        .contains("REUSE")
        .contains("begun as run nightly\n");
    assertThat(project.plumb("step", "orders", "publish", "--run", "nightly", "--json").out())
        .contains("finished in this run");
    assertThat(project.plumb("tables", "history", "orders").out()).doesNotContain("v2");
  }

  @Test
  void plannedAgainWithOtherDataItIsTheNextRevision() throws IOException {
    project.plumb("plan", "orders", "--run", "nightly");
    project.plumb("step", "orders", "publish", "--run", "nightly");
    Files.writeString(
        folder.resolve("orders.csv"), TestingProject.CSV + "2001-06-03,eve,500,true\n");

    assertThat(project.plumb("plan", "orders", "--run", "nightly").out())
        .contains("begun as run nightly-r2");
    var done = project.plumb("step", "orders", "publish", "--run", "nightly");

    assertThat(done.out()).contains("-> orders@v1").contains("runs show nightly-r2");
    assertThat(project.plumb("tables", "show", "orders").out()).contains("eve");
    assertThat(project.plumb("plan", "orders", "--run", "nightly").out())
        .contains("begun as run nightly-r2");
  }

  @Test
  void forcedItIsTheNextRevisionAndRuns() {
    project.plumb("plan", "orders", "--run", "nightly", "--force=false");
    project.plumb("step", "orders", "publish", "--run", "nightly");

    assertThat(project.plumb("plan", "orders", "--run", "nightly", "--force=false").out())
        .contains("begun as run nightly\n");
    assertThat(project.plumb("plan", "orders", "--run", "nightly", "--force=true").out())
        .contains("begun as run nightly-r2");
    assertThat(project.plumb("step", "orders", "publish", "--run", "nightly").out())
        .contains("-> orders@v1");
  }

  @Test
  void aBlockedPlanIsNotBegun() {
    project.plumb("run", "orders");

    var said = project.plumb("plan", "order-scores", "--run", "nightly");

    assertThat(said.exit()).isEqualTo(5);
    assertThat(project.plumb("step", "order-scores", "publish", "--run", "nightly").err())
        .contains("Cannot find run nightly");
  }

  @Test
  void anIntervalBeginsAtAMomentAsWellAsOnADate() {
    project.plumb("run", "orders");

    assertThat(project.plumb("plan", "order-days", "--date", "2001-06-01T00:00:00Z").out())
        .isEqualTo(project.plumb("plan", "order-days", "--date", "2001-06-01").out());
  }
}
