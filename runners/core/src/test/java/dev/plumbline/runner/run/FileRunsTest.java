package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingFiles.LOG;
import static dev.plumbline.runner.run.TestingFiles.SHARES;
import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanJson;
import dev.plumbline.runner.plan.PlanRefusedException;
import dev.plumbline.runner.plan.PlanRequest.Selection;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.runner.run.TestingFiles.Copy;
import dev.plumbline.runner.run.TestingFiles.LookedUp;
import dev.plumbline.runner.run.TestingFiles.Share;
import dev.plumbline.runner.run.TestingFiles.Ticking;
import dev.plumbline.runner.run.TestingFiles.Word;
import dev.plumbline.runner.run.TestingFiles.Words;
import dev.plumbline.runner.run.TestingRuns.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs again when files, tables and wishes change, and what is written. */
class FileRunsTest {
  @TempDir Path folder;
  private TestingRuns runs;

  @BeforeEach
  void words() throws IOException {
    runs = new TestingRuns(folder);
    write("words.txt", "a 1\nb 2\n");
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private long version() {
    return runs.tables.latest(TestingRuns.location(WORDS)).orElseThrow().version();
  }

  @Test
  void rowsGoWhereTheyAreDeclaredTo() {
    Outcome run = runs.run(new Words("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 1), new Word("b", 2));
    assertThat(runs.rows(SHARES)).containsExactly(new Share("a", 1, 2), new Share("b", 2, 2));
    assertThat(run.told(RunEvent.Committed.class))
        .extracting(RunEvent.Committed::mode)
        .containsExactly("replace", "append", "replace");
    assertThat(run.told(RunEvent.StepFinished.class))
        .filteredOn(e -> e.step().equals("scale"))
        .singleElement()
        .satisfies(e -> assertThat(e.rows()).containsEntry("scale", 2L));
  }

  @Test
  void onlyTheAppendRunsAgain() {
    runs.run(new Words("words.txt"));
    Outcome again = runs.run(new Words("words.txt"));
    assertThat(again.steps(Verb.RUN)).containsExactly("log");
    assertThat(again.reason("log")).isEqualTo("appends again in each run");
    assertThat(again.status("publish")).isEqualTo(RunStatus.REUSED);
    assertThat(runs.rows(LOG)).hasSize(4);
    assertThat(runs.rows(WORDS)).hasSize(2);
  }

  @Test
  void aChangedFileIsNamed() throws IOException {
    runs.run(new Copy("words.txt"));
    write("words.txt", "a 1\nb 3\n");
    Outcome again = runs.run(new Copy("words.txt"));
    assertThat(again.reason("publish")).isEqualTo("ingest: file words.txt changed");
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 1), new Word("b", 3));
  }

  @Test
  void filesOfOneNameInTwoFoldersAreTwo() throws IOException {
    write("one/words.txt", "a 1\n");
    write("two/words.txt", "b 2\n");
    Words both = new Words(List.of(Path.of("one/words.txt"), Path.of("two/words.txt")), 0, 1, 0);
    runs.run(both);
    write("one/words.txt", "c 3\n");
    assertThat(runs.run(both).reason("publish")).isEqualTo("ingest: file words.txt changed");
    assertThat(runs.rows(WORDS)).containsExactly(new Word("c", 3), new Word("b", 2));
    write("two/words.txt", "d 4\n");
    assertThat(runs.run(both).reason("publish")).isEqualTo("ingest: file words.txt (2) changed");
  }

  @Test
  void aMissingFileRefusesThePlan() {
    assertThatThrownBy(() -> runs.plan(new Copy("nothing.txt")))
        .isInstanceOf(PlanRefusedException.class)
        .hasMessageContaining("ingest: Cannot read")
        .hasMessageContaining("nothing.txt: no file is there");
  }

  @Test
  void aThenBThenALeavesA() throws IOException {
    runs.run(new Copy("words.txt"));
    write("words.txt", "b 5\n");
    runs.run(new Copy("words.txt"));
    write("words.txt", "a 1\nb 2\n");
    Outcome third = runs.run(new Copy("words.txt"));
    assertThat(third.verb("publish")).isEqualTo(Verb.RUN);
    assertThat(third.reason("publish"))
        .isEqualTo("table words was changed by commit 1 (WRITE by run run-2 step publish, memory)");
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 1), new Word("b", 2));
    assertThat(runs.run(new Copy("words.txt")).verb("publish")).isEqualTo(Verb.REUSE);
  }

  @Test
  void withParametersAThenBThenAItIsAToo() {
    Words a = new Words("words.txt");
    runs.run(a);
    runs.run(new Words(a.files(), 0, 3, 0));
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 3), new Word("b", 6));
    assertThat(runs.run(a).verb("publish")).isEqualTo(Verb.RUN);
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 1), new Word("b", 2));
  }

  @Test
  void aForeignCommitIsNamedAndMended() {
    runs.run(new Copy("words.txt"));
    runs.commit(WORDS, Writes.APPEND, new Word("foreign", 9));
    Outcome again = runs.run(new Copy("words.txt"));
    assertThat(again.reason("publish"))
        .isEqualTo(
            "table words was changed by commit 1 (WRITE by run elsewhere step load, memory)");
    assertThat(again.verb("scale")).isEqualTo(Verb.RECOMPUTE);
    assertThat(runs.rows(WORDS)).hasSize(2);
  }

  @Test
  void aRearrangedTableIsTheSame() {
    runs.run(new Copy("words.txt"));
    runs.tables.compact(TestingRuns.location(WORDS));
    assertThat(runs.run(new Copy("words.txt")).verb("publish")).isEqualTo(Verb.REUSE);
  }

  @Test
  void aTableThatIsGoneOrMadeAnewIsWrittenAgain() {
    runs.run(new Copy("words.txt"));
    runs.tables.drop(TestingRuns.location(WORDS));
    assertThat(runs.plan(new Copy("words.txt")).step("publish").decision().reason())
        .isEqualTo("table words is gone");
    runs.commit(WORDS, Writes.APPEND, new Word("foreign", 9));
    assertThat(runs.run(new Copy("words.txt")).reason("publish"))
        .isEqualTo("table words was made anew");
    assertThat(runs.rows(WORDS)).hasSize(2);
  }

  @Test
  void aStepThatReadsTheWorldAlwaysRuns() {
    runs.run(new Ticking("words.txt"));
    Outcome again = runs.run(new Ticking("words.txt"));
    assertThat(again.reason("publish")).isEqualTo("tick: reads the world, always runs");
    assertThat(again.verb("tick")).isEqualTo(Verb.RUN);
    assertThat(again.verb("ingest")).isEqualTo(Verb.RECOMPUTE);
  }

  @Test
  void aLookupFindsItsRows() {
    runs.run(new LookedUp("words.txt"));
    assertThat(runs.rows(WORDS)).containsExactly(new Word("a", 1), new Word("b", 2));
    assertThat(runs.run(new LookedUp("words.txt")).verb("by-word")).isEqualTo(Verb.REUSE);
  }

  @Test
  void aLookupWithAKeyTwiceFails() throws IOException {
    write("words.txt", "a 1\na 2\n");
    Outcome run = runs.run(new LookedUp("words.txt"));
    assertThat(run.error("publish")).contains("Cannot look up by word: a is there twice");
    assertThat(runs.tables.latest(TestingRuns.location(WORDS))).isEmpty();
  }

  @Test
  void forceRunsAll() {
    runs.run(new Copy("words.txt"));
    runs.selection = new Selection(true, Optional.empty(), Optional.empty());
    Outcome forced = runs.run(new Copy("words.txt"));
    assertThat(forced.reason("publish")).isEqualTo("forced");
    assertThat(forced.steps(Verb.REUSE)).isEmpty();
    assertThat(runs.rows(WORDS)).hasSize(2);
  }

  @Test
  void fromRunsAStepAndWhatDependsOnIt() {
    runs.run(new Words("words.txt"));
    runs.selection = new Selection(false, Optional.of("count"), Optional.empty());
    Outcome from = runs.run(new Words("words.txt"));
    assertThat(from.reason("count")).isEqualTo("asked for by --from count");
    assertThat(from.reason("share")).isEqualTo("asked for by --from count");
    assertThat(from.verb("publish")).isEqualTo(Verb.REUSE);
  }

  @Test
  void fromAWrittenTableRunsWhatReadsIt() {
    runs.run(new Words("words.txt"));
    runs.selection = new Selection(false, Optional.of("publish"), Optional.empty());
    Outcome from = runs.run(new Words("words.txt"));
    assertThat(from.steps(Verb.RUN)).containsExactly("publish", "log", "count", "share");
  }

  @Test
  void toLeavesTheRestOut() {
    runs.selection = new Selection(false, Optional.empty(), Optional.of("count"));
    Outcome to = runs.run(new Words("words.txt"));
    assertThat(to.status("count")).isEqualTo(RunStatus.FINISHED);
    assertThat(to.status("publish")).as("count reads its table").isEqualTo(RunStatus.FINISHED);
    assertThat(to.status("log")).isEqualTo(RunStatus.SKIPPED);
    assertThat(to.reason("share")).isEqualTo("not needed for --to count");
    assertThat(to.status("beside")).isEqualTo(RunStatus.SKIPPED);
    assertThat(to.result().status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void toAFusedStepRunsItsFirstUser() {
    runs.selection = new Selection(false, Optional.empty(), Optional.of("scale"));
    Outcome to = runs.run(new Words("words.txt"));
    assertThat(to.began()).containsExactly("ingest", "scale", "publish");
  }

  @Test
  void unknownStepsAreRefusedWithTheNearest() {
    runs.selection = new Selection(false, Optional.of("publsh"), Optional.of("x-y-z"));
    assertThatThrownBy(() -> runs.plan(new Copy("words.txt")))
        .isInstanceOf(PlanRefusedException.class)
        .hasMessageContaining("--from: names step 'publsh', which is none of")
        .hasMessageContaining("did you mean 'publish'?")
        .hasMessageContaining("--to: names step 'x-y-z'");
  }

  @Test
  void expectationsAreJudgedBeforeTheCommit() throws IOException {
    Words strict = new Words(List.of(Path.of("words.txt")), 0, 1, 2);
    runs.run(strict);
    long before = version();
    write("words.txt", "a 1\n");
    Outcome refused = runs.run(strict);
    assertThat(refused.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(refused.error("publish"))
        .contains("Cannot commit to table words, nothing was written")
        .contains("expected rows >= 2, found 1 rows");
    assertThat(version()).isEqualTo(before);
    assertThat(refused.told(RunEvent.Committed.class)).isEmpty();
    assertThat(refused.told(RunEvent.RunFinished.class))
        .singleElement()
        .satisfies(e -> assertThat(e.status()).isEqualTo(RunStatus.FAILED));
  }

  @Test
  void theToleranceIsJudgedBeforeTheCommit() throws IOException {
    write("words.txt", "a 1\nbroken\nb 2\nc 3\n");
    Outcome refused = runs.run(new Words("words.txt"));
    assertThat(refused.error("publish"))
        .contains("1 of 4 are malformed, more than the declared tolerance of 0.0")
        .contains("words.txt 'broken': expected a word and a number");
    assertThat(runs.tables.latest(TestingRuns.location(WORDS))).isEmpty();

    Outcome accepted = runs.run(new Words(List.of(Path.of("words.txt")), 0.25, 1, 0));
    assertThat(accepted.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(accepted.told(RunEvent.Rejected.class))
        .first()
        .satisfies(r -> assertThat(r.rows()).isEqualTo(1));
  }

  @Test
  void theStepAtFaultFailsAndTheRestIsBlocked() throws IOException {
    write("words.txt", "a -1\n");
    Outcome run = runs.run(new Words("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.status("scale")).isEqualTo(RunStatus.FAILED);
    assertThat(run.error("publish"))
        .isEqualTo("Step scale failed: Cannot scale Word[word=a, number=-1]: it is negative");
    assertThat(run.status("ingest")).isEqualTo(RunStatus.BLOCKED);
    assertThat(run.error("ingest")).isEqualTo("ended with publish, which failed");
    assertThat(run.error("share")).isEqualTo("the run had failed");
    assertThat(run.error("beside")).isEqualTo("only for share: the run had failed");
    write("words.txt", "a 1\n");
    assertThat(runs.run(new Words("words.txt")).result().status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void aListenerThatThrowsChangesNothing() {
    runs.listeners.add(0, new Throwing());
    Outcome run = runs.run(new Copy("words.txt"));
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(runs.rows(WORDS)).hasSize(2);
    assertThat(run.told(RunEvent.Warned.class))
        .isNotEmpty()
        .allSatisfy(w -> assertThat(w.message()).startsWith("Throwing could not take"));
    assertThat(runs.run(new Copy("words.txt")).verb("publish")).isEqualTo(Verb.REUSE);
  }

  private static final class Throwing implements RunListener {
    @Override
    public void on(RunEvent event) {
      if (event instanceof RunEvent.StepFinished) {
        throw new AssertionError("an error, not an exception");
      }
      throw new IllegalStateException("no");
    }

    @Override
    public void close() {
      throw new IllegalStateException("nor now");
    }
  }

  @Test
  void eventsAreInOrderAndNumberedOnce() {
    Outcome run = runs.run(new Words("words.txt"));
    assertThat(run.events())
        .extracting(e -> e.stamp().sequence())
        .containsExactlyElementsOf(
            java.util.stream.LongStream.range(0, run.events().size()).boxed().toList());
    assertThat(run.events().get(0)).isInstanceOf(RunEvent.RunStarted.class);
    assertThat(run.events().get(run.events().size() - 1)).isInstanceOf(RunEvent.RunFinished.class);
    RunEvent.RunStarted started = (RunEvent.RunStarted) run.events().get(0);
    assertThat(started.parameters())
        .containsEntry("pipeline.factor", "1")
        .containsEntry("scale.factor", "1");
    assertThat(started.environment()).containsEntry("jdk", "17");
  }

  @Test
  void aStoredPlanIsThePlanUntilSomethingMoves() throws IOException {
    String stored = PlanJson.write(runs.plan(new Words("words.txt")));
    Plan again = runs.plan(new Words("words.txt"));
    assertThat(PlanJson.differences(stored, again)).isEmpty();

    write("words.txt", "a 2\n");
    assertThat(PlanJson.differences(stored, runs.plan(new Words("words.txt"))))
        .hasSize(7)
        .anySatisfy(d -> assertThat(d).startsWith("steps ingest was {"));
  }

  @Test
  void aChangedAppendIsADifference() {
    String stored = PlanJson.write(runs.plan(new Words("words.txt")));
    Plan other = runs.plan(new Words(List.of(Path.of("words.txt")), 0, 2, 0));
    assertThat(PlanJson.differences(stored, other))
        .anySatisfy(d -> assertThat(d).startsWith("steps log was {"))
        .noneSatisfy(d -> assertThat(d).startsWith("steps ingest"));
  }

  @Test
  void anAlwaysNewStepIsNoDifference() {
    String stored = PlanJson.write(runs.plan(new Ticking("words.txt")));
    assertThat(PlanJson.differences(stored, runs.plan(new Ticking("words.txt")))).isEmpty();
  }

  @Test
  void whatIsNoPlanIsRefused() {
    Plan plan = runs.plan(new Copy("words.txt"));
    for (String text :
        List.of(
            "{}",
            "[]",
            "null",
            "{\"format\":\"plumbline-plan-1\"}",
            "{\"format\":\"plumbline-plan-1\",\"tables\":{},\"models\":{},\"steps\":[1]}")) {
      assertThatThrownBy(() -> PlanJson.differences(text, plan))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Cannot read the stored plan");
    }
  }
}
