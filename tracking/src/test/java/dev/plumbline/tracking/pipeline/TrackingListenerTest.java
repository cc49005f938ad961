package dev.plumbline.tracking.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrackingListenerTest {
  @TempDir Path folder;
  private EmbeddedTracking embedded;
  private TrackingStore store;

  @BeforeEach
  void open() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    store = embedded.tracking();
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  private TestingRun run(String runId, String interval, String tag) {
    return new TestingRun(
        runId,
        new TrackingListener(store),
        interval.isEmpty() ? Optional.empty() : Optional.of(interval),
        tag);
  }

  private Run step(String runId, String step) {
    return store.runs().loadRun(RunTags.stepRunId(runId, step));
  }

  private static String text(Run run, String path) throws IOException {
    try (InputStream in = LocalArtifacts.at(run.info().artifactUri()).read(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Run> runs() {
    String experiment =
        store.experiments().findExperiment("flight-delay").orElseThrow().experimentId();
    return store.runs().searchRuns(List.of(experiment), ViewType.ACTIVE_ONLY, Search.all()).items();
  }

  @Test
  void recordsTheRunWithWhatItWasMadeOf() throws Exception {
    run("r1", "2001-06-01/2001-06-02", "a").whole();

    Run run = store.runs().loadRun("r1");
    assertThat(run.info().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.info().runName()).isEqualTo("flight-delay 2001-06-01/2001-06-02");
    assertThat(run.info().userId()).isEqualTo("ann");
    assertThat(run.data().param("pipeline.lateMinutes")).contains("15");
    assertThat(run.data().tag("mlflow.source.git.commit")).contains("c0ffee");
    assertThat(run.data().tag("plumbline.env.java version")).contains("17");
    assertThat(run.data().metric("evaluate.auc").map(Metric::value)).contains(0.6);
    assertThat(run.inputs()).hasSize(2);
    assertThat(Json.parse(run.data().tag(RunTags.STEPS).orElseThrow()))
        .isEqualTo(
            Map.of(
                "train", "FINISHED",
                "evaluate", "FINISHED",
                "register", "FINISHED",
                "publish", "FINISHED",
                "other", "SKIPPED: the gate refused"));
    assertThat(text(run, "plan.txt")).isEqualTo("the plan");
    assertThat(text(run, "plan.json")).isEqualTo("{\"plan\":1}");
  }

  @Test
  void recordsAStepAsAChildRun() throws Exception {
    run("r1", "", "a").whole();

    assertThat(runs()).hasSize(5);
    Run train = step("r1", "train");
    assertThat(train.data().tag("mlflow.parentRunId")).contains("r1");
    assertThat(train.data().param("rounds")).contains("100");
    assertThat(store.log().metricHistory(train.runId(), "logloss", 5000, Optional.empty()).items())
        .hasSize(2500);
    assertThat(train.inputs())
        .extracting(input -> input.dataset().name())
        .containsExactly("flights", "file a.csv 99");
    assertThat(train.inputs().get(0).dataset().sourceType()).isEqualTo("delta_table");
    assertThat(train.inputs().get(0).dataset().source())
        .contains("\"path\":\"file:///t/flights\"", "\"delta_table_version\":12");
    assertThat(text(train, "log.txt"))
        .contains("reads flights@v12", "warning: careful", "try 1 failed: lost executor");

    Run evaluate = step("r1", "evaluate");
    assertThat(evaluate.data().metric("auc/origin_O_Hare").map(Metric::value)).contains(0.5);
    assertThat(text(evaluate, "roc.svg")).isEqualTo("<svg/>");
    assertThat(step("r1", "register").data().tag(RunTags.GATE_PASSED)).contains("true");
    assertThat(step("r1", "register").data().tag(RunTags.MODEL_VERSION)).contains("flight-delay/1");
    assertThat(step("r1", "publish").data().tag(RunTags.TABLE)).contains("scores@v3");
    assertThat(text(step("r1", "publish"), "profile.json")).contains("\"rows\":100");
    assertThat(text(step("r1", "publish"), "rejected.txt")).isEqualTo("a\nb\n");
  }

  @Test
  void recordsOneRunAndNothingElseWhenAllIsReused() throws Exception {
    run("r1", "", "a").whole();
    int before = runs().size();

    run("r2", "", "a").reused("r1");

    assertThat(runs()).hasSize(before + 1);
    assertThat(store.runs().loadRun("r2").data().tag(RunTags.STEPS).orElseThrow())
        .contains("\"train\":\"REUSED\"");
    assertThat(Json.parse(store.runs().loadRun("r2").data().tag(RunTags.REUSES).orElseThrow()))
        .isEqualTo(
            Map.of(
                "train", Map.of("run", "r1", "step", "train", "location", "file:///a/m"),
                "evaluate", Map.of("run", "r1", "step", "evaluate"),
                "register", Map.of("run", "r1", "step", "register", "model", "flight-delay/1"),
                "publish", Map.of("run", "r1", "step", "publish", "table", "scores@v3")));
  }

  @Test
  void oneStepOfARunLeavesThePlanAndTheOtherSteps() throws Exception {
    TestingRun first = run("r1", "", "a");
    first.start();
    fail(first, "train");
    fail(first, "publish");
    first.finish(dev.plumbline.pipeline.event.RunStatus.FAILED, Optional.of("train failed"));
    TrackedHistory history = new TrackedHistory(store);
    assertThat(history.finished("r1")).isEmpty();

    for (String step : List.of("train", "publish")) {
      assertThat(store.runs().loadRun("r1").data().tag(RunTags.STATUS)).contains("FAILED");
      TestingRun again = run("r1", "", "a");
      again.startOneStep();
      again.begin(step, "Train");
      again.end(
          step,
          dev.plumbline.pipeline.event.RunStatus.FINISHED,
          Optional.of(TestingRun.MODEL),
          Optional.empty());
      again.finish(dev.plumbline.pipeline.event.RunStatus.FINISHED, Optional.empty());
    }

    Run run = store.runs().loadRun("r1");
    assertThat(text(run, "plan.json")).isEqualTo("{\"plan\":1}");
    assertThat(text(run, "plan.txt")).isEqualTo("the plan");
    assertThat(run.data().tag(RunTags.STATUS)).contains("FINISHED");
    assertThat(run.info().status()).isEqualTo(RunStatus.FINISHED);
    assertThat(run.data().tag(RunTags.ERROR)).contains("");
    assertThat(step("r1", "train").data().tag(RunTags.ERROR)).contains("");
    assertThat(history.finished("r1").keySet()).containsExactlyInAnyOrder("train", "publish");
    assertThat(history.finished("r1").get("train").output()).isEqualTo(TestingRun.MODEL);
    assertThat(history.finished("unknown")).isEmpty();
  }

  private static void fail(TestingRun run, String step) throws Exception {
    run.begin(step, "Train");
    run.end(
        step,
        dev.plumbline.pipeline.event.RunStatus.FAILED,
        Optional.empty(),
        Optional.of("Cannot do " + step));
  }

  @Test
  void findsPastStepsByFingerprint() throws Exception {
    run("r1", "", "a").whole();
    run("r2", "", "a").reused("r1");
    TrackedHistory history = new TrackedHistory(store);

    Map<String, PastStep> found =
        history.find(
            Set.of(
                TestingRun.fingerprint("train", "a"),
                TestingRun.fingerprint("publish", "a"),
                TestingRun.fingerprint("evaluate", "a"),
                "unknown"));

    assertThat(found).hasSize(3);
    PastStep train = found.get(TestingRun.fingerprint("train", "a"));
    assertThat(train.runId()).isEqualTo("r1");
    assertThat(train.pipeline()).isEqualTo("flight-delay");
    assertThat(train.output()).isEqualTo(TestingRun.MODEL);
    assertThat(train.took()).isEqualTo(Duration.ofMillis(1500));
    assertThat(train.ingredients())
        .isEqualTo(Map.of("code train", "a", "file \"a\"", "z".repeat(9_000)));
    assertThat(found.get(TestingRun.fingerprint("publish", "a")).output())
        .isEqualTo(
            new dev.plumbline.pipeline.event.StepOutput.Rows(TestingRun.SCORES, "r1/publish"));
    assertThat(found.get(TestingRun.fingerprint("evaluate", "a")).output().toString())
        .contains("y".repeat(20_000));
  }

  @Test
  void findsTheLatestOfEachStepTheIntervalsFirst() throws Exception {
    run("r1", "d1", "a").whole();
    run("r2", "d2", "b").whole();
    run("r3", "d2", "b").reused("r1");
    TrackedHistory history = new TrackedHistory(store);

    assertThat(history.latest("flight-delay", Optional.of("d1")).get("train").runId())
        .isEqualTo("r1");
    assertThat(history.latest("flight-delay", Optional.of("d9")).get("train").runId())
        .isEqualTo("r2");
    assertThat(history.latest("flight-delay", Optional.empty()).keySet())
        .containsExactlyInAnyOrder("train", "evaluate", "register", "publish");
    assertThat(history.latest("unknown", Optional.empty())).isEmpty();
  }

  @Test
  void forgetsAFailedStepAndGoesOnWithItsRun() throws Exception {
    TestingRun first = run("r1", "", "a");
    first.start();
    first.begin("train", "Train");
    first.end(
        "train",
        dev.plumbline.pipeline.event.RunStatus.FAILED,
        Optional.empty(),
        Optional.of("Cannot train: no rows, widen the window"));
    first.finish(dev.plumbline.pipeline.event.RunStatus.FAILED, Optional.of("train failed"));
    TrackedHistory history = new TrackedHistory(store);
    Set<String> fingerprint = Set.of(TestingRun.fingerprint("train", "a"));

    assertThat(history.find(fingerprint)).isEmpty();
    assertThat(store.runs().loadRun("r1").info().status()).isEqualTo(RunStatus.FAILED);
    assertThat(step("r1", "train").data().tag(RunTags.ERROR).orElseThrow())
        .startsWith("Cannot train");

    run("r1", "", "a").whole();
    assertThat(history.find(fingerprint)).hasSize(1);
    assertThat(store.runs().loadRun("r1").info().status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void addsUpTheStepsOfTasksThatRunApart() throws Exception {
    for (String step : List.of("one", "two")) {
      TestingRun task = run("r1", "", "a");
      task.start();
      task.begin(step, "Write");
      task.end(
          step,
          dev.plumbline.pipeline.event.RunStatus.FINISHED,
          Optional.of(TestingRun.MODEL),
          Optional.empty());
      task.finish(dev.plumbline.pipeline.event.RunStatus.FINISHED, Optional.empty());
    }

    assertThat(new TrackedHistory(store).latest("flight-delay", Optional.empty()).keySet())
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void addsUpTheStepsOfTasksThatRunAtOnce() throws Exception {
    TestingRun one = run("r1", "", "a");
    TestingRun two = run("r1", "", "a");
    one.startOneStep();
    two.startOneStep();
    fail(one, "one");
    two.begin("two", "Write");
    two.end(
        "two",
        dev.plumbline.pipeline.event.RunStatus.FINISHED,
        Optional.of(TestingRun.MODEL),
        Optional.empty());
    one.finish(dev.plumbline.pipeline.event.RunStatus.FAILED, Optional.of("one failed"));
    two.finish(dev.plumbline.pipeline.event.RunStatus.FINISHED, Optional.empty());

    Run run = store.runs().loadRun("r1");
    assertThat(Json.parse(run.data().tag(RunTags.STEPS).orElseThrow()))
        .isEqualTo(Map.of("one", "FAILED: Cannot do one", "two", "FINISHED"));
    assertThat(run.info().status()).isEqualTo(RunStatus.FAILED);
  }

  @Test
  void refusesEventsOfARunThatItDidNotSeeBegin() {
    assertThatThrownBy(
            () ->
                run("r1", "", "a")
                    .finish(dev.plumbline.pipeline.event.RunStatus.FINISHED, Optional.empty()))
        .hasMessageContaining("run r1 was not recorded from its start");
  }
}
