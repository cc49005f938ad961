package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingDelays.MODEL;
import static dev.plumbline.runner.run.TestingDelays.NIGHTLY;
import static dev.plumbline.runner.run.TestingDelays.SCORES;
import static dev.plumbline.runner.run.TestingDelays.TRIPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.ModelRef;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.ModelRegistry.Registered;
import dev.plumbline.runner.plan.NotReadyException;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.runner.run.TestingDelays.Both;
import dev.plumbline.runner.run.TestingDelays.Nightly;
import dev.plumbline.runner.run.TestingDelays.Score;
import dev.plumbline.runner.run.TestingDelays.Train;
import dev.plumbline.runner.run.TestingDelays.Trip;
import dev.plumbline.runner.run.TestingRuns.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Train, judge, promote, score: what is run again, what is kept, and who stays champion. */
class ModelRunsTest {
  private static final LocalDate ONE = LocalDate.of(2001, 6, 1);
  private static final LocalDate TWO = ONE.plusDays(1);

  @TempDir Path folder;
  private TestingRuns runs;

  @BeforeEach
  void trips() {
    runs = new TestingRuns(folder);
    runs.commit(TRIPS, Writes.APPEND, new Trip(ONE, "AA", 10), new Trip(ONE, "UA", 20));
    runs.commit(TRIPS, Writes.APPEND, new Trip(TWO, "AA", 16));
  }

  private Optional<Integer> champion() {
    return runs.registry.find(MODEL, ModelRef.alias("champion")).map(Registered::version);
  }

  @Test
  void theFirstRunTrainsJudgesPromotesAndScores() {
    Outcome run = runs.run(new Train());
    assertThat(run.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.steps(Verb.MAYBE)).containsExactly("score", "publish");
    assertThat(champion()).contains(1);
    assertThat(runs.rows(SCORES))
        .containsExactly(
            new Score(ONE, "AA", 15), new Score(ONE, "UA", 15), new Score(TWO, "AA", 15));
    assertThat(run.told(RunEvent.Evaluated.class))
        .singleElement()
        .satisfies(e -> assertThat(e.metrics().find("mae").orElseThrow().value()).isEqualTo(1));
    assertThat(run.told(RunEvent.MetricPoint.class)).hasSize(2);
    assertThat(run.told(RunEvent.GateJudged.class))
        .singleElement()
        .satisfies(
            g ->
                assertThat(g.reasons())
                    .containsExactly(
                        "mae <= 1000.0 holds: 1.0",
                        "mae not worse than @champion holds: there is no @champion yet"));
  }

  @Test
  void theSecondRunReusesEverythingOpensNoEngineAndIsOneRun() {
    runs.run(new Train());
    long version = runs.tables.latest(TestingRuns.location(SCORES)).orElseThrow().version();
    runs.enginesOpened.set(0);
    Outcome again = runs.run(new Train());
    assertThat(again.steps(Verb.REUSE)).hasSize(again.plan().steps().size());
    assertThat(again.plan().computes()).isFalse();
    assertThat(runs.enginesOpened).hasValue(0);
    assertThat(runs.history.runs()).hasSize(2);
    assertThat(runs.registry.versions(MODEL)).hasSize(1);
    assertThat(runs.tables.latest(TestingRuns.location(SCORES)).orElseThrow().version())
        .isEqualTo(version);
  }

  @Test
  void aWorseChallengerIsRefusedAndWhatDependsOnItIsSkipped() {
    runs.run(new Train());
    Outcome worse = runs.run(new Train(0, 5, 1_000));
    assertThat(worse.result().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(worse.result().refused()).containsExactly("register");
    assertThat(worse.status("publish")).isEqualTo(RunStatus.SKIPPED);
    assertThat(worse.error("publish")).isEqualTo("the gate of register refused");
    assertThat(worse.status("score")).isEqualTo(RunStatus.SKIPPED);
    assertThat(champion()).contains(1);
    assertThat(runs.registry.versions(MODEL)).hasSize(1);
    assertThat(runs.rows(SCORES)).extracting(Score::minutes).containsOnly(15.0);
    assertThat(worse.told(RunEvent.GateJudged.class).get(0).reasons())
        .contains(
            "mae not worse than @champion does not hold: 4.0 against 1.0 of version 1 on the same"
                + " rows");

    Outcome again = runs.run(new Train(0, 5, 1_000));
    assertThat(again.verb("register")).isEqualTo(Verb.REUSE);
    assertThat(again.verb("publish")).isEqualTo(Verb.SKIP);
    assertThat(again.result().refused()).containsExactly("register");
  }

  @Test
  void afterARefusedChallengerTheChampionIsReused() {
    runs.run(new Train());
    runs.run(new Train(0, 5, 1_000));
    Outcome first = runs.run(new Train());
    assertThat(first.steps(Verb.REUSE)).hasSize(first.plan().steps().size());
    assertThat(champion()).contains(1);
  }

  @Test
  void anOlderModelIsJudgedAgainstTheNewChampion() {
    runs.run(new Train(0, 5, 1_000));
    runs.run(new Train());
    assertThat(champion()).contains(2);
    Outcome old = runs.run(new Train(0, 5, 1_000));
    assertThat(old.verb("train")).isEqualTo(Verb.REUSE);
    assertThat(old.verb("evaluate")).isEqualTo(Verb.RUN);
    assertThat(old.reason("evaluate")).isEqualTo("@champion is now version 2");
    assertThat(old.result().refused()).containsExactly("register");
    assertThat(champion()).contains(2);
  }

  @Test
  void aChangedParameterRunsItsStepAndWhatFollows() {
    runs.run(new Train());
    Outcome biased = runs.run(new Train(0, -0.5, 1_000));
    assertThat(biased.steps(Verb.RECOMPUTE)).containsExactly("trips", "label", "split");
    assertThat(biased.reason("train")).isEqualTo("parameter bias changed from 0.0 to -0.5");
    assertThat(biased.reason("evaluate"))
        .isEqualTo("train: parameter bias changed from 0.0 to -0.5");

    Outcome looser = runs.run(new Train(0, -0.5, 2_000));
    assertThat(looser.steps(Verb.RUN)).containsExactly("register");
    assertThat(looser.reason("register")).isEqualTo("gate changed");
    assertThat(looser.verb("train")).isEqualTo(Verb.REUSE);
  }

  @Test
  void confThatBearsOnTheResultRunsTrainingAgain() {
    runs.conf.put("seed", "1");
    runs.run(new Train());
    runs.conf.put("seed", "2");
    Outcome other = runs.run(new Train());
    assertThat(other.reason("train")).isEqualTo("conf seed changed from 1 to 2");
    assertThat(other.verb("label")).isEqualTo(Verb.RECOMPUTE);
  }

  @Test
  void anAlteredModelIsTrainedAgain() throws IOException {
    Outcome first = runs.run(new Train());
    StepOutput.ModelDirectory model =
        (StepOutput.ModelDirectory)
            first.result().step("train").orElseThrow().output().orElseThrow();
    Files.writeString(runs.artifacts.fetch(model.location()).resolve("mean.txt"), "1\nx");
    Outcome again = runs.run(new Train());
    assertThat(again.reason("train"))
        .isEqualTo("Cannot use model: mean.txt was altered, train again");
    assertThat(again.verb("train")).isEqualTo(Verb.RUN);
    assertThat(again.status("publish")).isEqualTo(RunStatus.REUSED);
  }

  @Test
  void aDeletedVersionIsRegisteredAgain() {
    runs.run(new Train());
    runs.registry.delete(MODEL, 1);
    Outcome again = runs.run(new Train());
    assertThat(again.reason("register")).isEqualTo("version 1 of delay is no longer registered");
    assertThat(again.verb("train")).isEqualTo(Verb.REUSE);
    assertThat(champion()).contains(2);
  }

  @Test
  void anAliasThatSomebodyMovedStays() {
    runs.run(new Train(0, 5, 1_000));
    runs.run(new Train());
    var plan = runs.plan(new Train(0, 0.5, 1_000));
    assertThat(runs.registry.promote(MODEL, "champion", Optional.of(2), 1)).isTrue();
    Outcome run = runs.run(plan, "late");
    assertThat(champion()).contains(1);
    assertThat(run.told(RunEvent.Warned.class))
        .singleElement()
        .satisfies(w -> assertThat(w.message()).contains("moved by somebody else since the plan"));
    assertThat(run.told(RunEvent.Registered.class))
        .singleElement()
        .satisfies(r -> assertThat(r.alias()).isEmpty());
  }

  @Test
  void aDayWithoutRowsIsNotReady() {
    runs.run(new Train());
    runs.date = Optional.of(ONE.plusDays(9));
    assertThatThrownBy(() -> runs.plan(new Nightly()))
        .isInstanceOf(NotReadyException.class)
        .hasMessageContaining(
            "trips: table trips has no rows with day in 2001-06-10/2001-06-11 at version");
  }

  @Test
  void withoutAChampionTheNightIsBlocked() {
    runs.date = Optional.of(ONE);
    Outcome run = runs.run(new Nightly());
    assertThat(run.result().status()).isEqualTo(RunStatus.BLOCKED);
    assertThat(run.reason("champion"))
        .isEqualTo("model delay has no version @champion, train and promote one or name another");
    assertThat(run.status("publish")).isEqualTo(RunStatus.BLOCKED);
    assertThat(runs.enginesOpened).hasValue(0);
    assertThat(runs.tables.latest(TestingRuns.location(NIGHTLY))).isEmpty();
  }

  @Test
  void eachNightWritesItsDayAndABackfillRewritesItsDayAlone() {
    runs.run(new Train());
    runs.date = Optional.of(TWO);
    runs.run(new Nightly());
    runs.date = Optional.of(ONE);
    runs.run(new Nightly());
    assertThat(runs.rows(NIGHTLY)).hasSize(3);

    runs.date = Optional.of(TWO);
    assertThat(runs.run(new Nightly()).verb("publish")).isEqualTo(Verb.REUSE);

    runs.commit(TRIPS, Writes.APPEND, new Trip(TWO, "DL", 1), new Trip(TWO.plusDays(1), "DL", 2));
    Outcome two = runs.run(new Nightly());
    assertThat(two.verb("publish")).isEqualTo(Verb.RUN);
    assertThat(two.reason("publish"))
        .isEqualTo("trips: table trips (day in 2001-06-02/2001-06-03) changed");
    assertThat(runs.rows(NIGHTLY)).hasSize(4);
    runs.date = Optional.of(ONE);
    assertThat(runs.run(new Nightly()).verb("publish")).isEqualTo(Verb.REUSE);
  }

  @Test
  void aNamedVersionServesABackfill() {
    runs.run(new Train(0, 5, 1_000));
    runs.run(new Train());
    runs.date = Optional.of(ONE);
    runs.modelVersion = Optional.of(1);
    runs.run(new Nightly());
    assertThat(runs.rows(NIGHTLY)).extracting(Score::minutes).containsOnly(20.0);
    runs.modelVersion = Optional.empty();
    Outcome champion = runs.run(new Nightly());
    assertThat(champion.reason("publish")).isEqualTo("champion: version changed");
    assertThat(runs.rows(NIGHTLY)).extracting(Score::minutes).containsOnly(15.0);
  }

  @Test
  void aRefusedChallengerLeavesTonightToTheChampion() {
    runs.run(new Train());
    Outcome both = runs.run(new Both(9));
    assertThat(both.status("publish")).isEqualTo(RunStatus.SKIPPED);
    assertThat(both.status("send")).isEqualTo(RunStatus.FINISHED);
    assertThat(runs.rows(NIGHTLY)).extracting(Score::minutes).containsOnly(15.0);
  }
}
