package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingDelays.MODEL;
import static dev.plumbline.runner.run.TestingDelays.NIGHTLY;
import static dev.plumbline.runner.run.TestingDelays.SCORES;
import static dev.plumbline.runner.run.TestingDelays.TRIPS;
import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.runner.plan.PlanRequest.Selection;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.runner.run.TestingDelays.Nightly;
import dev.plumbline.runner.run.TestingDelays.Score;
import dev.plumbline.runner.run.TestingDelays.Train;
import dev.plumbline.runner.run.TestingDelays.Trip;
import dev.plumbline.runner.run.TestingFiles.Copy;
import dev.plumbline.runner.run.TestingFiles.Word;
import dev.plumbline.runner.run.TestingRuns.Outcome;
import dev.plumbline.runner.table.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One step of a run, by the plan that the run keeps. */
class StepRunsTest {
  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);

  @TempDir Path folder;
  private TestingRuns runs;
  private TableStore<Iterator<Object[]>> whole;

  @BeforeEach
  void trips() throws IOException {
    runs = new TestingRuns(folder);
    whole = runs.store;
    runs.commit(TRIPS, Writes.APPEND, new Trip(ONE, "AA", 10), new Trip(ONE, "UA", 20));
    runs.commit(TRIPS, Writes.APPEND, new Trip(ONE.plusDays(1), "AA", 16));
    Files.writeString(folder.resolve("words.txt"), "a 1\nb 2\n");
  }

  private Outcome failed(dev.plumbline.pipeline.PipelineSource source) {
    runs.store =
        (target, rows) -> {
          throw new IllegalStateException("the disk is full");
        };
    Outcome run = runs.run(source);
    assertThat(run.result().status()).isEqualTo(RunStatus.FAILED);
    runs.store = whole;
    return run;
  }

  @Test
  void aFailedStepIsRepeatedWithTheSamePins() {
    runs.run(new Train());
    runs.date = Optional.of(ONE);
    Outcome night = failed(new Nightly());
    runs.date = Optional.empty();
    runs.run(new Train(0, 0.5, 1_000));
    runs.commit(TRIPS, Writes.APPEND, new Trip(ONE, "DL", 99));
    assertThat(runs.registry.find(MODEL, ModelRef.alias("champion")).orElseThrow().version())
        .as("the alias moved on")
        .isEqualTo(2);

    Outcome again = runs.step(new Nightly(), night, "publish");

    assertThat(again.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(again.reason("publish")).isEqualTo(night.reason("publish"));
    assertThat(runs.rows(NIGHTLY))
        .containsExactly(new Score(ONE, "AA", 15), new Score(ONE, "UA", 15));
    assertThat(again.plan().step("publish").fingerprint())
        .isEqualTo(night.plan().step("publish").fingerprint());
    assertThat(again.told(RunEvent.StepFinished.class))
        .as("the others are left as they are")
        .extracting(RunEvent.StepFinished::step)
        .containsExactly("trips", "score", "publish");
    runs.date = Optional.of(ONE);
    assertThat(runs.run(new Nightly()).reason("publish")).isEqualTo("champion: version changed");
  }

  @Test
  void theStepsOfARunCanBeDoneOneByOne() {
    runs.models.failing = true;
    Outcome broken = runs.run(new Train());
    runs.models.failing = false;
    for (String step : new String[] {"train", "evaluate", "register", "publish"}) {
      assertThat(runs.step(new Train(), broken, step).status(step))
          .as(step)
          .isEqualTo(RunStatus.FINISHED);
    }
    assertThat(runs.rows(SCORES)).hasSize(3);
    assertThat(runs.registry.versions(MODEL)).hasSize(1);
    Outcome next = runs.run(new Train());
    assertThat(next.steps(Verb.REUSE)).hasSize(next.plan().steps().size());
  }

  @Test
  void whatFinishedInTheRunStands() {
    Outcome run = runs.run(new Copy("words.txt"));
    Outcome again = runs.step(new Copy("words.txt"), run, "publish");
    assertThat(again.status("publish")).isEqualTo(RunStatus.FINISHED);
    assertThat(again.reason("publish")).isEqualTo("finished in this run");
    assertThat(runs.enginesOpened).hasValue(1);
  }

  @Test
  void whatThePlanReusesIsThereForTheStep() {
    Outcome first = runs.run(new Train());
    runs.selection = new Selection(false, Optional.of("publish"), Optional.empty());
    Outcome second = failed(new Train());
    assertThat(second.told(RunEvent.Reused.class))
        .filteredOn(e -> e.step().equals("register"))
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.from()).isEqualTo(first.result().runId());
              assertThat(e.output()).isInstanceOf(StepOutput.Version.class);
            });

    Outcome again = runs.step(new Train(), second, "publish");
    assertThat(again.status("publish")).isEqualTo(RunStatus.FINISHED);
    Outcome reused = runs.step(new Train(), second, "register");
    assertThat(reused.status("register")).isEqualTo(RunStatus.REUSED);
    assertThat(reused.told(RunEvent.Reused.class))
        .extracting(RunEvent.Reused::from)
        .containsExactly(first.result().runId());
  }

  @Test
  void aStepWaitsForThoseBeforeIt() {
    runs.models.failing = true;
    Outcome broken = runs.run(new Train());
    Outcome early = runs.step(new Train(), broken, "evaluate");
    assertThat(early.result().status()).isEqualTo(RunStatus.BLOCKED);
    assertThat(early.error("evaluate"))
        .isEqualTo("needs train, which has not finished in this run");
  }

  @Test
  void aRefusedGateSkipsTheStepBehindIt() {
    runs.run(new Train());
    Outcome worse = runs.run(new Train(0, 5, 1_000));
    Outcome step = runs.step(new Train(), worse, "publish");
    assertThat(step.status("publish")).isEqualTo(RunStatus.SKIPPED);
    assertThat(step.error("publish")).isEqualTo("the gate of register refused");
    assertThat(step.result().refused()).containsExactly("register");
  }

  @Test
  void codeAndConfAreThoseOfNowAndSaySo() {
    runs.conf.put("seed", "1");
    runs.models.failing = true;
    Outcome broken = runs.run(new Train());
    runs.models.failing = false;
    runs.conf.put("seed", "2");
    Outcome again = runs.step(new Train(), broken, "train");
    assertThat(again.reason("train"))
        .isEqualTo("never ran; since then conf seed changed from 1 to 2");
    assertThat(again.plan().step("train").fingerprint())
        .isNotEqualTo(broken.plan().step("train").fingerprint());
    assertThat(runs.run(new Train()).verb("train"))
        .as("its identity is true")
        .isEqualTo(Verb.REUSE);
  }

  @Test
  void parametersAreThoseOfThePlan() {
    Outcome broken =
        failed(new TestingFiles.Words(java.util.List.of(Path.of("words.txt")), 0, 3, 0));
    runs.step(new TestingFiles.Words("nothing.txt"), broken, "publish");
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 3), new Word("b", 6));
  }

  @Test
  void aFileThatChangedIsRefused() throws IOException {
    Outcome broken = failed(new Copy("words.txt"));
    Files.writeString(folder.resolve("words.txt"), "a 2\n");
    assertThatThrownBy(() -> runs.step(new Copy("words.txt"), broken, "publish"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot do step publish of run run-1: file words.txt of step ingest has changed since"
                + " it was planned and has no versions to go back to, run the pipeline");
  }

  @Test
  void anUnknownOrAFusedStepIsRefused() {
    Outcome run = runs.run(new Copy("words.txt"));
    assertThatThrownBy(() -> runs.step(new Copy("words.txt"), run, "publsh"))
        .hasMessageContaining("did you mean 'publish'?");
    assertThatThrownBy(() -> runs.step(new Copy("words.txt"), run, "scale"))
        .hasMessageContaining("is done with others, name one: [publish]");
  }
}
