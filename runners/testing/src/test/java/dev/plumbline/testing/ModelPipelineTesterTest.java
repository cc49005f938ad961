package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.plan.NotReadyException;
import dev.plumbline.runner.plan.PlanRefusedException;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.testing.Waits.Guess;
import dev.plumbline.testing.Waits.Wait;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A tested pipeline with tables, intervals and a model. */
class ModelPipelineTesterTest {
  private static final LocalDate DAY = LocalDate.of(2001, 6, 1);

  private static PipelineTester tester() {
    return PipelineTester.of(new Waits(0, 5))
        .models(new TestingMeans())
        .table(
            Waits.WAITS,
            new Wait(DAY, "a", 10),
            new Wait(DAY, "b", 20),
            new Wait(DAY.plusDays(1), "a", 99))
        .interval(DAY);
  }

  @Test
  void aDayIsTrainedJudgedAndScored() {
    PipelineTester tester = tester();
    TestedRun run = tester.run();
    assertThat(run.metric("evaluate", "off")).isZero();
    assertThat(run.version("register")).contains(1);
    assertThat(tester.registry().find("waits", ModelRef.alias("best"))).isPresent();
    assertThat(run.rows(Waits.GUESSES))
        .containsExactly(new Guess(DAY, "a", 15), new Guess(DAY, "b", 15));

    TestedRun again = run.runAgain();
    assertThat(again.plan().computes()).isFalse();
    assertThat(again.metrics("evaluate")).isEqualTo(run.metrics("evaluate"));
    assertThat(again.metric("evaluate", "off")).isZero();
    assertThat(again.version("register")).contains(1);
  }

  @Test
  void anotherDayIsAnotherRun() {
    PipelineTester tester = tester();
    tester.run();
    TestedRun next = tester.interval(DAY.plusDays(1)).run();
    assertThat(next.decision("publish").reason())
        .contains("interval changed from 2001-06-01/2001-06-02 to 2001-06-02/2001-06-03");
    assertThat(next.rows(Waits.GUESSES)).hasSize(3).contains(new Guess(DAY.plusDays(1), "a", 99));
  }

  @Test
  void moreRowsOfTheDayRunItAgain() {
    PipelineTester tester = tester();
    tester.run();
    TestedRun more = tester.table(Waits.WAITS, new Wait(DAY, "c", 0)).run();
    assertThat(more.decision("train").verb()).isEqualTo(Verb.RUN);
    assertThat(more.rows(Waits.GUESSES)).extracting(Guess::minutes).containsOnly(10.0);
  }

  @Test
  void aRefusedGateSkipsWhatFollows() {
    TestedRun run = tester().set("train.bias", "9").run();
    assertThat(run.version("register")).isEmpty();
    assertThat(run.status("publish")).isEqualTo(RunStatus.SKIPPED);
    assertThat(run.why("publish")).isEqualTo("the gate of register refused");
    assertThat(run.result().refused()).containsExactly("register");
    assertThatThrownBy(() -> run.metric("evaluate", "of"))
        .hasMessageContaining("did you mean 'off'?");
    assertThatThrownBy(() -> run.metrics("train")).hasMessageContaining("[evaluate]");
  }

  @Test
  void whatIsMissingIsTold() {
    assertThatThrownBy(() -> tester().interval(DAY.plusDays(7)).run())
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining("has no rows with day in 2001-06-08/2001-06-09");
    assertThatThrownBy(() -> PipelineTester.of(new Waits(0, 5)).run())
        .isInstanceOf(PlanRefusedException.class)
        .hasMessageContaining("runs for an interval");
    assertThatThrownBy(
            () ->
                PipelineTester.of(new Waits(0, 5))
                    .table(Waits.WAITS, new Wait(DAY, "a", 10))
                    .interval(DAY)
                    .run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no ModelFormat is on the class path")
        .hasMessageContaining("plumbline-models");
  }
}
