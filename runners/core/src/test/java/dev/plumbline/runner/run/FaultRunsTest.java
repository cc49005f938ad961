package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingFiles.LOG;
import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Flow;
import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.RowStep;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.event.UnrecordedException;
import dev.plumbline.runner.run.TestingFiles.Copy;
import dev.plumbline.runner.run.TestingFiles.ReadWords;
import dev.plumbline.runner.run.TestingFiles.Word;
import dev.plumbline.runner.run.TestingFiles.Words;
import dev.plumbline.runner.run.TestingRuns.Outcome;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableException.Kind;
import dev.plumbline.runner.table.TableState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Errors by class, retries, timeouts, cancellation, conflicts: what is tried and what is left. */
@Timeout(60)
class FaultRunsTest {
  @TempDir Path folder;
  private TestingRuns runs;

  /** What commits throw, one after the other. */
  private final Deque<Supplier<RuntimeException>> before = new ArrayDeque<>();

  private final Deque<Supplier<RuntimeException>> after = new ArrayDeque<>();
  private Runnable atCommit = () -> {};

  @BeforeEach
  void words() throws IOException {
    runs = new TestingRuns(folder);
    Files.writeString(folder.resolve("words.txt"), "a 1\nb 2\n");
    runs.store = (target, rows) -> new Faulty(runs.tables.stage(target, rows));
  }

  /** A commit that fails before it happens, or after. */
  private final class Faulty implements StagedWrite {
    private final StagedWrite staged;

    Faulty(StagedWrite staged) {
      this.staged = staged;
    }

    @Override
    public Profile profile() {
      return staged.profile();
    }

    @Override
    public TableVersion commit() {
      atCommit.run();
      if (!before.isEmpty()) {
        throw before.pop().get();
      }
      TableVersion version = staged.commit();
      if (!after.isEmpty()) {
        throw after.pop().get();
      }
      return version;
    }

    @Override
    public void discard() {
      staged.discard();
    }
  }

  private static TableException fault(Kind kind) {
    return new TableException(kind, "Cannot commit: " + kind);
  }

  @Test
  void whatMayPassIsTriedAgain() {
    runs.retries = 2;
    before.add(() -> fault(Kind.ENVIRONMENT));
    before.add(() -> new UncheckedIOException(new IOException("connection reset")));
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.told(RunEvent.Retried.class))
        .extracting(RunEvent.Retried::attempt)
        .containsExactly(1, 2);
    assertThat(run.told(RunEvent.Retried.class))
        .extracting(RunEvent.Retried::pause)
        .containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
    assertThat(runs.rows(WORDS)).hasSize(2);
  }

  @Test
  void retriesEnd() {
    runs.retries = 1;
    before.add(() -> fault(Kind.ENVIRONMENT));
    before.add(() -> fault(Kind.ENVIRONMENT));
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(run.error("publish")).isEqualTo("Cannot commit: ENVIRONMENT");
    assertThat(run.told(RunEvent.StepStarted.class))
        .filteredOn(e -> e.step().equals("publish"))
        .extracting(RunEvent.StepStarted::attempt)
        .containsExactly(1, 2);
  }

  @Test
  void whatStaysSoIsNotTriedAgain() {
    runs.retries = 3;
    for (Kind kind : List.of(Kind.USER, Kind.GONE, Kind.CORRUPT, Kind.CONFLICT)) {
      before.add(() -> fault(kind));
      Outcome run = runs.run(new Copy("words.txt"));
      assertThat(run.status("publish")).as(kind.name()).isEqualTo(RunStatus.FAILED);
      assertThat(run.told(RunEvent.Retried.class)).as(kind.name()).isEmpty();
    }
  }

  @Test
  void aLostAcknowledgementDoesNotWriteTwice() {
    runs.retries = 1;
    after.add(() -> fault(Kind.UNKNOWN_OUTCOME)); // of publish
    Outcome run = runs.run(new Words("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    after.add(() -> fault(Kind.UNKNOWN_OUTCOME)); // of log, an append
    Outcome again = runs.run(new Words("words.txt"));
    assertThat(again.told(RunEvent.Retried.class)).hasSize(1);
    assertThat(runs.rows(LOG)).as("two runs, two appends of two").hasSize(4);
  }

  /** Keeps events up to the first of a kind. */
  private static RunListener full(Class<? extends RunEvent> type) {
    return event -> {
      if (type.isInstance(event)) {
        throw new UnrecordedException("Cannot keep the events: the spool is full", null);
      }
    };
  }

  @Test
  void aRunWhoseEventsCannotBeKeptFailsAndIsResumedWithoutWritingTwice() {
    var plan = runs.plan(new Words("words.txt"));
    RunListener full = full(RunEvent.Committed.class);
    runs.listeners.add(full);
    Outcome lost = runs.run(plan, "nightly");
    assertThat(lost.result().status()).isEqualTo(RunStatus.FAILED);
    assertThat(lost.result().error()).contains("Cannot keep the events: the spool is full");
    assertThat(lost.error("publish")).isEqualTo("Cannot keep the events: the spool is full");
    assertThat(lost.status("log")).isEqualTo(RunStatus.BLOCKED);

    runs.listeners.remove(full);
    long version = runs.tables.latest(TestingRuns.location(WORDS)).orElseThrow().version();
    assertThat(runs.run(plan, "nightly").result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(runs.tables.latest(TestingRuns.location(WORDS)).orElseThrow().version())
        .isEqualTo(version);
  }

  @Test
  void nothingIsWrittenOnceEventsAreLost() {
    runs.listeners.add(full(RunEvent.StepStarted.class));
    Outcome lost = runs.run(new Words("words.txt"));
    assertThat(lost.result().status()).isEqualTo(RunStatus.FAILED);
    assertThat(runs.tables.latest(TestingRuns.location(WORDS)).map(TableState::version).orElse(0L))
        .isZero();
  }

  @Test
  void aRunWhoseEndCannotBeKeptHasNotFinished() {
    runs.listeners.add(full(RunEvent.RunFinished.class));
    Outcome lost = runs.run(new Copy("words.txt"));
    assertThat(lost.status("publish")).isEqualTo(RunStatus.FINISHED);
    assertThat(lost.result().status()).isEqualTo(RunStatus.FAILED);
    assertThat(lost.result().error()).isPresent();
  }

  @Test
  void aRunThatCannotBeBegunDoesNothing() {
    runs.listeners.add(full(RunEvent.RunStarted.class));
    assertThatThrownBy(() -> runs.run(new Copy("words.txt")))
        .isInstanceOf(UnrecordedException.class);
    assertThat(runs.enginesOpened).hasValue(0);
  }

  @Test
  void aListenerThatFailsAtEveryEventIsToldOfOnce() {
    AtomicInteger told = new AtomicInteger();
    RunListener broken =
        event -> {
          told.incrementAndGet();
          throw new IllegalStateException("broken");
        };
    runs.listeners.add(broken);
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(told).hasValueGreaterThan(3);
    assertThat(run.told(RunEvent.Warned.class))
        .filteredOn(w -> w.message().contains("broken"))
        .hasSize(1);
  }

  @Test
  void aResumedRunFindsItsCommit() {
    var plan = runs.plan(new Words("words.txt"));
    after.add(() -> fault(Kind.USER));
    assertThat(runs.run(plan, "nightly").status("publish")).isEqualTo(RunStatus.FAILED);
    long version = runs.tables.latest(TestingRuns.location(WORDS)).orElseThrow().version();
    Outcome resumed = runs.run(plan, "nightly");
    assertThat(resumed.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(runs.tables.latest(TestingRuns.location(WORDS)).orElseThrow().version())
        .isEqualTo(version);
  }

  @Test
  void aConflictingCommitFailsAndNothingIsLost() {
    runs.run(new Copy("words.txt"));
    runs.selection =
        new dev.plumbline.runner.plan.PlanRequest.Selection(
            true, java.util.Optional.empty(), java.util.Optional.empty());
    atCommit = () -> runs.commit(WORDS, Writes.REPLACE, new Word("theirs", 7));
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(run.error("publish")).contains("run elsewhere step load").contains("run again");
    assertThat(runs.rows(WORDS)).containsExactly(new Word("theirs", 7));
  }

  @Test
  void anErrorOfTheJvmFailsItsStepAlone() {
    before.add(
        () -> {
          throw new StackOverflowError("deep");
        });
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(run.told(RunEvent.RunFinished.class)).hasSize(1);
  }

  /** Waits in a step until the test lets it go. */
  public record Waiting(boolean deaf) implements PipelineSource {
    static volatile CountDownLatch reached = new CountDownLatch(1);
    static volatile CountDownLatch goOn = new CountDownLatch(1);

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public void define(Flow flow) {
      var lines = flow.ingest("ingest", new ReadWords(List.of(Path.of("words.txt")), 0));
      flow.write("publish", flow.apply("wait", new Wait(deaf), lines), WORDS, Writes.REPLACE);
      flow.write("log", lines, LOG, Writes.APPEND);
    }
  }

  /** Waits; a deaf one forgets its interrupt. */
  public record Wait(boolean deaf) implements RowStep<Word, Word> {
    @Override
    public void apply(Word row, Output<? super Word> out) throws Exception {
      Waiting.reached.countDown();
      while (true) {
        try {
          Waiting.goOn.await();
          break;
        } catch (InterruptedException e) {
          if (!deaf) {
            throw e;
          }
          Waiting.goOn.countDown();
        }
      }
      out.emit(row);
    }
  }

  private static void newLatches() {
    Waiting.reached = new CountDownLatch(1);
    Waiting.goOn = new CountDownLatch(1);
  }

  @Test
  void aStepThatTakesTooLongFails() {
    newLatches();
    runs.timeout = Duration.ofMillis(200);
    runs.retries = 2;
    Outcome run = runs.run(new Waiting(false));
    assertThat(run.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(run.error("publish")).startsWith("Cannot finish step publish within PT0.2S");
    assertThat(run.told(RunEvent.Retried.class)).isEmpty();
    assertThat(runs.tables.latest(TestingRuns.location(WORDS))).isEmpty();
  }

  @Test
  void whatWasGivenUpCommitsNothing() {
    newLatches();
    runs.timeout = Duration.ofMillis(200);
    Outcome run = runs.run(new Waiting(true));
    assertThat(run.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(runs.tables.latest(TestingRuns.location(WORDS))).isEmpty();
  }

  @Test
  void anInterruptCancelsTheRun() throws InterruptedException {
    newLatches();
    Thread test = Thread.currentThread();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread canceller =
        new Thread(
            () -> {
              try {
                Waiting.reached.await();
                interrupted.set(true);
                test.interrupt();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    canceller.start();
    Outcome run = runs.run(new Waiting(false));
    Thread.interrupted();
    canceller.join();
    assertThat(interrupted).isTrue();
    assertThat(run.result().status()).isEqualTo(RunStatus.KILLED);
    assertThat(run.status("publish")).isEqualTo(RunStatus.KILLED);
    assertThat(run.error("publish")).isEqualTo("cancelled");
    assertThat(run.status("log")).isEqualTo(RunStatus.BLOCKED);
    assertThat(runs.tables.latest(TestingRuns.location(WORDS))).isEmpty();
    assertThat(runs.tables.latest(TestingRuns.location(LOG))).isEmpty();
  }

  @Test
  void theScratchFolderIsGoneAfterwards() {
    runs.run(new Copy("words.txt"));
    assertThat(folder.resolve("scratch").resolve("run-1")).doesNotExist();
  }
}
