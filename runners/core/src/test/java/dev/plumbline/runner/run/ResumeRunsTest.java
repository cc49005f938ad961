package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingDelays.TRIPS;
import static dev.plumbline.runner.run.TestingFiles.LOG;
import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.runner.run.TestingDelays.Train;
import dev.plumbline.runner.run.TestingDelays.Trip;
import dev.plumbline.runner.run.TestingFiles.Words;
import dev.plumbline.runner.run.TestingRuns.Outcome;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that ended too early, and what goes on with them. */
class ResumeRunsTest {
  private static final Words PIPELINE = new Words("words.txt");
  @TempDir Path folder;
  private TestingRuns runs;

  /** Tables at whose commit the process "ends": before it, or after it and before its record. */
  private final Set<String> endsBefore = new HashSet<>();

  private final Set<String> endsAfter = new HashSet<>();
  private final List<String> staged = new ArrayList<>();

  @BeforeEach
  void words() throws IOException {
    runs = new TestingRuns(folder);
    Files.writeString(folder.resolve("words.txt"), "a 1\nb 2\n");
    runs.store =
        (target, rows) -> {
          staged.add(target.table());
          return new Ending(target.table(), runs.tables.stage(target, rows));
        };
  }

  /** A write whose process ends at its commit. */
  private final class Ending implements StagedWrite {
    private final String table;
    private final StagedWrite write;

    Ending(String table, StagedWrite write) {
      this.table = table;
      this.write = write;
    }

    @Override
    public Profile profile() {
      return write.profile();
    }

    @Override
    public TableVersion commit() {
      if (endsBefore.remove(table)) {
        throw new TableException(TableException.Kind.USER, "ended before " + table);
      }
      TableVersion version = write.commit();
      if (endsAfter.remove(table)) {
        throw new TableException(TableException.Kind.USER, "ended after " + table);
      }
      return version;
    }

    @Override
    public void discard() {
      write.discard();
    }
  }

  /** Records nothing from an event on, as a process that was killed then. */
  private RunListener until(Predicate<RunEvent> last) {
    return new RunListener() {
      private boolean ended;

      @Override
      public void on(RunEvent event) {
        ended |= last.test(event);
        if (!ended) {
          runs.history.on(event);
        }
      }

      @Override
      public void close() {
        // holds nothing open
      }
    };
  }

  @Test
  void whatIsFinishedStandsAndTheRestIsDone() {
    endsBefore.add("log");
    Outcome failed = runs.run(PIPELINE);
    assertThat(failed.status("log")).isEqualTo(RunStatus.FAILED);
    staged.clear();

    Outcome resumed = runs.resume(PIPELINE, failed);

    assertThat(resumed.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(resumed.verb("publish")).isEqualTo(Verb.REUSE);
    assertThat(resumed.reason("publish")).isEqualTo("finished in this run");
    assertThat(resumed.status("publish")).isEqualTo(RunStatus.FINISHED);
    assertThat(staged).containsExactly("log", "shares");
    assertThat(runs.rows(LOG)).hasSize(2);
    assertThat(resumed.told(RunEvent.RunStarted.class).get(0).planJson()).isEmpty();
    assertThat(resumed.told(RunEvent.Reused.class)).isEmpty();
  }

  @Test
  void aCommitThatWasNeverRecordedIsTakenOverAndNotMadeAgain() {
    endsAfter.add("log");
    Outcome failed = runs.run(PIPELINE);
    assertThat(runs.rows(LOG)).hasSize(2);
    staged.clear();

    Outcome resumed = runs.resume(PIPELINE, failed);

    assertThat(resumed.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(resumed.verb("log")).isEqualTo(Verb.ADOPT);
    assertThat(resumed.reason("log")).startsWith("committed as log@v0 in this run");
    assertThat(staged).containsExactly("shares");
    assertThat(runs.rows(LOG)).hasSize(2);
    assertThat(resumed.told(RunEvent.Adopted.class))
        .extracting(RunEvent.Adopted::step)
        .containsExactly("log");
    assertThat(runs.history.finished(resumed.result().runId())).containsKeys("log", "scale");
  }

  @Test
  void aNewRunInsteadAppendsTwice() {
    endsAfter.add("log");
    runs.run(PIPELINE);
    runs.run(PIPELINE);
    assertThat(runs.rows(LOG)).as("what the run's id is for").hasSize(4);
  }

  @Test
  void aNewPlanForTheSameRunTakesItOverAsWell() {
    endsAfter.add("log");
    Outcome failed = runs.run(PIPELINE);
    staged.clear();
    Plan plan = runs.adopting(PIPELINE, failed.result().runId());
    assertThat(plan.step("log").decision().verb()).isEqualTo(Verb.ADOPT);
    assertThat(runs.run(plan, failed.result().runId()).result().status())
        .isEqualTo(RunStatus.FINISHED);
    assertThat(runs.rows(LOG)).hasSize(2);
    assertThat(staged).containsExactly("shares");
  }

  @Test
  void whatTheRunHasRecordedStandsInANewPlanForItEvenAnAppend() {
    Outcome done = runs.run(PIPELINE);
    String runId = done.result().runId();
    staged.clear();

    Plan plan = runs.adopting(PIPELINE, runId);
    Outcome again = runs.run(plan, runId);

    assertThat(plan.works()).isFalse();
    assertThat(plan.step("log").decision().reason()).isEqualTo("finished in this run");
    assertThat(again.told(RunEvent.Adopted.class)).isEmpty();
    assertThat(staged).isEmpty();
    assertThat(runs.rows(LOG)).hasSize(2);
  }

  @Test
  void aCommitOfOtherParametersIsNeverRecordedUnderNewOnes() {
    endsAfter.add("log");
    Outcome failed = runs.run(PIPELINE);
    Words other = new Words(PIPELINE.files(), 0, 3, 0);
    assertThatThrownBy(() -> runs.adopting(other, failed.result().runId()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot go on with run run-1: an earlier process of it committed")
        .hasMessageContaining("words@v0 with other code, parameters or inputs")
        .hasMessageContaining("start a new run");
  }

  @Test
  void aSourceThatChangedSinceIsRefusedWhereItIsNeeded() throws IOException {
    endsBefore.add("words");
    Outcome failed = runs.run(PIPELINE);
    Files.writeString(folder.resolve("words.txt"), "a 1\nb 2\nc 3\n");
    assertThatThrownBy(() -> runs.rest(PIPELINE, failed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot resume run run-1: ")
        .hasMessageContaining("words.txt of step ingest has changed since it was planned");
  }

  @Test
  void aRunIsNotGoneOnWithAfterAnotherReplacedTheSame() {
    endsBefore.add("log");
    Outcome failed = runs.run(PIPELINE);
    runs.commit(WORDS, Writes.REPLACE, new TestingFiles.Word("b", 3));
    assertThatThrownBy(() -> runs.rest(PIPELINE, failed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cannot resume run run-1: table words was changed since by commit 1")
        .hasMessageContaining("run elsewhere")
        .hasMessageContaining("start a new run");
  }

  @Test
  void norOverWhatAnotherWroteWhereItWouldWrite() {
    endsBefore.add("words");
    Outcome failed = runs.run(PIPELINE);
    runs.commit(WORDS, Writes.REPLACE, new TestingFiles.Word("b", 3));
    assertThatThrownBy(() -> runs.rest(PIPELINE, failed))
        .hasMessageContaining("table words was changed since by commit 0");
  }

  @Test
  void ofADoneRunNothingIsLeft() {
    Outcome done = runs.run(PIPELINE);
    Plan rest = runs.rest(PIPELINE, done);
    assertThat(rest.works()).isFalse();
    RunResult standing = RunResult.standing(done.result().runId(), rest);
    assertThat(standing.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(standing.steps())
        .allSatisfy(s -> assertThat(s.status()).isEqualTo(RunStatus.FINISHED));
    assertThat(standing.step("log").orElseThrow().output())
        .isEqualTo(done.result().step("log").orElseThrow().output());
  }

  @Test
  void aModelThatWasStoredIsTakenOverAndItsVersionMadeOnce() {
    runs.commit(
        TRIPS,
        Writes.APPEND,
        new Trip(LocalDate.of(2001, 6, 1), "AA", 10),
        new Trip(LocalDate.of(2001, 6, 2), "AA", 12));
    runs.listeners.clear();
    runs.listeners.add(
        until(e -> e instanceof RunEvent.StepFinished f && f.step().equals("train")));
    Outcome lost = runs.run(new Train());
    runs.listeners.clear();
    runs.listeners.add(runs.history);
    staged.clear();

    Outcome resumed = runs.resume(new Train(), lost);

    assertThat(resumed.verb("train")).isEqualTo(Verb.ADOPT);
    assertThat(resumed.verb("publish")).isEqualTo(Verb.ADOPT);
    assertThat(resumed.steps(Verb.RUN)).contains("evaluate", "register").doesNotContain("train");
    assertThat(staged).isEmpty();
    assertThat(resumed.result().step("train").orElseThrow().output())
        .isEqualTo(lost.result().step("train").orElseThrow().output());
    assertThat(
            ((StepOutput.Version)
                    resumed.result().step("register").orElseThrow().output().orElseThrow())
                .version())
        .contains(1);
    assertThat(runs.registry.find(TestingDelays.MODEL, ModelRef.number(2))).isEmpty();
    assertThat(runs.registry.find(TestingDelays.MODEL, ModelRef.alias("champion"))).isPresent();
  }

  @Test
  void aModelThatIsNotWholeIsTrainedAgain() throws IOException {
    runs.commit(
        TRIPS,
        Writes.APPEND,
        new Trip(LocalDate.of(2001, 6, 1), "AA", 10),
        new Trip(LocalDate.of(2001, 6, 2), "AA", 12));
    runs.listeners.clear();
    runs.listeners.add(
        until(e -> e instanceof RunEvent.StepFinished f && f.step().equals("train")));
    Outcome lost = runs.run(new Train());
    runs.listeners.clear();
    runs.listeners.add(runs.history);
    Files.writeString(folder.resolve("artifacts/run-1/train/model/mean.txt"), "99\nx");

    assertThat(runs.rest(new Train(), lost).step("train").decision().verb()).isEqualTo(Verb.RUN);
  }

  @Test
  void theRowsOfAWriteAreToldBeforeItsCommit() {
    Outcome run = runs.run(PIPELINE);
    List<String> told =
        run.events().stream()
            .filter(e -> e instanceof RunEvent.Staged || e instanceof RunEvent.Committed)
            .map(e -> e.getClass().getSimpleName())
            .toList();
    assertThat(told)
        .containsExactly("Staged", "Committed", "Staged", "Committed", "Staged", "Committed");
    assertThat(run.told(RunEvent.Staged.class).get(0).rows())
        .containsEntry("scale", 2L)
        .containsEntry("publish", 2L);
    assertThat(runs.rows(WORDS)).hasSize(2);
  }
}
