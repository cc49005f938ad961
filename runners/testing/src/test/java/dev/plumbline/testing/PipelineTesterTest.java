package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.InvalidPipelineException;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.plan.PlanRefusedException;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.testing.Punctuality.Count;
import dev.plumbline.testing.Punctuality.Flight;
import dev.plumbline.testing.Punctuality.LateFlight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a user tests a pipeline; the example in PipelineTester's documentation is the first test. */
class PipelineTesterTest {
  private static PipelineTester tester() {
    return PipelineTester.of(new Punctuality(15))
        .source("ingest", new Flight("AA", 3), new Flight("AA", 21));
  }

  @Test
  void theExampleOfTheDocumentation() {
    TestedRun run =
        PipelineTester.of(new Punctuality(15))
            .source("ingest", new Flight("AA", 3), new Flight("AA", 21))
            .run();

    assertThat(run.rows(Punctuality.LATE)).containsExactly(new LateFlight("AA", 21));
    assertThat(run.runAgain().decision("publish").verb()).isEqualTo(Verb.REUSE);
  }

  @Test
  void aParameterIsSetAndItsStepRunsAgain() {
    PipelineTester tester = tester();
    tester.run();
    TestedRun again = tester.set("pipeline.lateMinutes", "2").run();
    assertThat(again.rows(Punctuality.LATE)).hasSize(2);
    assertThat(again.decision("publish").verb()).isEqualTo(Verb.RUN);
    assertThat(again.decision("publish").reason())
        .contains("late: parameter minutes changed from 15 to 2");
    assertThat(again.value("count", Count.class)).isEqualTo(new Count(2));
  }

  @Test
  void otherRowsAreAnotherSource() {
    PipelineTester tester = tester();
    tester.run();
    TestedRun same = tester.run();
    assertThat(same.status("count")).isEqualTo(RunStatus.REUSED);
    assertThat(same.value("count", Count.class)).isEqualTo(new Count(1));
    TestedRun other = tester.source("ingest", new Flight("UA", 99)).run();
    assertThat(other.rows(Punctuality.LATE)).containsExactly(new LateFlight("UA", 99));
  }

  @Test
  void theSourceItselfIsReadWhenTheTestGivesNoRows(@TempDir Path project) throws IOException {
    Files.writeString(project.resolve("flights.txt"), "AA 3\nbroken\nUA 40\n");
    TestedRun run = PipelineTester.of(new Punctuality(15)).project(project).tryRun();
    assertThat(run.status("publish")).isIn(RunStatus.FAILED, RunStatus.BLOCKED);
    assertThat(run.rejected("ingest")).isEqualTo(1);
    assertThat(run.toString()).contains("flights.txt line 2: expected a carrier and a delay");
  }

  @Test
  void aFailureTellsStepErrorAndPlan(@TempDir Path project) throws IOException {
    Files.writeString(project.resolve("flights.txt"), "AA soon\n");
    assertThatThrownBy(() -> PipelineTester.of(new Punctuality(15)).project(project).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("step publish FAILED")
        .hasMessageContaining("For input string: \"soon\"")
        .hasMessageContaining("planned: punctuality on memory")
        .hasMessageContaining("never ran");
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path project) {
    assertThatThrownBy(() -> PipelineTester.of(new Punctuality(15)).project(project).plan())
        .isInstanceOf(PlanRefusedException.class)
        .hasMessageContaining("ingest: Cannot read")
        .hasMessageContaining("flights.txt");
  }

  @Test
  void wrongNamesAreToldWithTheNearest() {
    assertThatThrownBy(() -> tester().source("ingets", new Flight("AA", 1)).plan())
        .hasMessageContaining("did you mean 'ingest'?");
    assertThatThrownBy(() -> tester().set("late.minuts", "1").plan())
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageContaining("did you mean 'minutes'?");
    TestedRun run = tester().run();
    assertThatThrownBy(() -> run.decision("lat")).hasMessageContaining("did you mean 'late'?");
    assertThatThrownBy(() -> run.value("publish", Count.class)).hasMessageContaining("[count]");
    assertThatThrownBy(() -> run.rows(Table.of("other", LateFlight.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cannot read table other: nobody wrote it; this run wrote [late]");
  }

  @Test
  void rowsOfAnotherClassAreRefused() {
    assertThatThrownBy(() -> tester().source("ingest", new LateFlight("AA", 1)).plan())
        .hasMessage("Cannot give step ingest rows of LateFlight: it makes Flight");
  }
}
