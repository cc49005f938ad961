package dev.plumbline.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every tracking store does, wherever it keeps its things. */
public abstract class TrackingStoreContract {
  private static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);

  private TrackingStore store;
  private String experiment;

  /** An empty store, open for the whole test. */
  protected abstract TrackingStore store();

  @BeforeEach
  void createExperiment() {
    store = store();
    experiment = store.experiments().createExperiment(NewExperiment.named("contract"));
  }

  static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(TrackingException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private NewRun newRun(String id) {
    return new NewRun(experiment, Optional.of(id), Optional.of(id), "u", START, List.of());
  }

  private String run(String id) {
    return store.runs().createRun(newRun(id)).runId();
  }

  private static Metric metric(String key, double value, long timestamp, long step) {
    return new Metric(key, value, Instant.ofEpochMilli(timestamp), step);
  }

  private List<String> found(String filter, String... order) {
    return store
        .runs()
        .searchRuns(
            List.of(experiment), ViewType.ACTIVE_ONLY, Search.where(filter).orderedBy(order))
        .items()
        .stream()
        .map(Run::runId)
        .toList();
  }

  @Test
  void createsARunOnceForAnId() {
    Run first = store.runs().createRun(newRun("r1"));
    store.log().logParam("r1", new Param("p", "1"));

    Run again = store.runs().createRun(newRun("r1"));

    assertThat(again.info()).isEqualTo(first.info());
    assertThat(again.data().param("p")).contains("1");
    assertThat(found("")).containsExactly("r1");
  }

  @Test
  void refusesARunIdOfAnotherExperimentOrThatIsNoName() {
    run("r1");
    String other = store.experiments().createExperiment(NewExperiment.named("other"));

    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        () ->
            store
                .runs()
                .createRun(
                    new NewRun(other, Optional.of("r1"), Optional.empty(), "", START, List.of())));
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> run("../x"));
  }

  @Test
  void namesARunWithoutAName() {
    Run run =
        store
            .runs()
            .createRun(
                new NewRun(experiment, Optional.empty(), Optional.empty(), "", START, List.of()));

    assertThat(run.info().runName()).matches("[a-z]+-[a-z]+-\\d{1,3}").hasSizeLessThan(21);
    assertThat(run.data().tag("mlflow.runName")).contains(run.info().runName());
  }

  @Test
  void keepsTheLatestMetricByStepThenTimestampThenValue() {
    String run = run("r1");
    store.log().logMetric(run, metric("m", 9, 5, 3));
    store.log().logMetric(run, metric("m", 1, 6, 3));
    store.log().logMetric(run, metric("m", 2, 6, 3));
    store.log().logMetric(run, metric("m", 7, 99, 2));
    store.log().logBatch(run, Batch.metrics(List.of(metric("b", 1, 1, 1), metric("b", 5, 1, 0))));

    RunData data = store.runs().loadRun(run).data();

    assertThat(data.metric("m").map(Metric::value)).contains(2.0);
    assertThat(data.metric("b").map(Metric::value)).contains(1.0);
  }

  @Test
  void keepsNanAndTurnsInfinityIntoTheGreatestDouble() {
    String run = run("r1");
    store.log().logMetric(run, metric("nan", Double.NaN, 1, 0));
    store.log().logMetric(run, metric("inf", Double.NEGATIVE_INFINITY, 1, 0));

    RunData data = store.runs().loadRun(run).data();

    assertThat(data.metric("nan").orElseThrow().value()).isNaN();
    assertThat(data.metric("inf").orElseThrow().value()).isEqualTo(-Double.MAX_VALUE);
    assertThat(found("metrics.nan != 5")).containsExactly(run);
    assertThat(found("metrics.nan = 0")).isEmpty();
    assertThat(found("metrics.nan <= 0")).isEmpty();
  }

  @Test
  void readsAHistoryPageByPageWithoutDuplicates() {
    String run = run("r1");
    List<Metric> points =
        IntStream.range(0, 25).mapToObj(i -> metric("m", i % 3, i / 2, i)).toList();
    store.log().logBatch(run, Batch.metrics(points));
    store.log().logBatch(run, Batch.metrics(points));

    List<Metric> read = new ArrayList<>();
    Optional<String> token = Optional.empty();
    int pages = 0;
    do {
      Page<Metric> page = store.log().metricHistory(run, "m", 10, token);
      read.addAll(page.items());
      token = page.nextPageToken();
      pages++;
    } while (token.isPresent());

    assertThat(read).containsExactlyInAnyOrderElementsOf(points).hasSize(25);
    assertThat(read.stream().map(Metric::timestamp)).isSorted();
    assertThat(pages).isEqualTo(3);
    assertThat(store.log().metricHistory("unknown", "m", 10, Optional.empty()).items()).isEmpty();
  }

  @Test
  void refusesAnotherValueForAParamAndKeepsNothingOfItsBatch() {
    String run = run("r1");
    store.log().logParam(run, new Param("p", "1"));
    store.log().logParam(run, new Param("p", "1"));
    Batch conflict =
        new Batch(
            List.of(metric("m", 1, 1, 0)),
            List.of(new Param("new", "1"), new Param("p", "2")),
            List.of(new Tag("t", "1")));

    assertThatThrownBy(() -> store.log().logBatch(run, conflict))
        .hasMessage(
            "Changing param values is not allowed. Params were already logged='[{'key': 'p',"
                + " 'old_value': '1', 'new_value': '2'}]' for run ID='r1'.");

    RunData data = store.runs().loadRun(run).data();
    assertThat(data.metrics()).isEmpty();
    assertThat(data.params()).containsExactly(new Param("p", "1"));
    assertThat(data.tag("t")).isEmpty();
  }

  @Test
  void keepsTheRunsNameAndItsTagTheSame() {
    String run = run("r1");

    store.log().setTag(run, new Tag("mlflow.runName", "renamed"));
    assertThat(store.runs().loadRun(run).info().runName()).isEqualTo("renamed");

    store.runs().updateRun(run, RunUpdate.renamed("again"));
    assertThat(store.runs().loadRun(run).data().tag("mlflow.runName")).contains("again");
    assertThat(found("run_name = 'again'")).containsExactly(run);
  }

  @Test
  void endsARunAndLeavesWhatIsEmpty() {
    String run = run("r1");
    store.runs().updateRun(run, RunUpdate.ended(RunStatus.FAILED, START.plusSeconds(1)));

    RunInfo info = store.runs().updateRun(run, RunUpdate.renamed("x"));

    assertThat(info.status()).isEqualTo(RunStatus.FAILED);
    assertThat(info.endTime()).contains(START.plusSeconds(1));
  }

  @Test
  void writesToNoDeletedRunAndRestoresIt() {
    String run = run("r1");
    store.runs().deleteRun(run);
    store.runs().deleteRun(run);

    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, () -> store.log().logMetric(run, metric("m", 1, 1, 0)));
    assertThat(found("")).isEmpty();
    assertThat(store.runs().findRun(run)).isPresent();

    store.runs().restoreRun(run);
    assertThat(found("")).containsExactly(run);
  }

  @Test
  void keepsADeletedExperimentsNameAndHidesItsRuns() {
    String run = run("r1");
    store.experiments().deleteExperiment(experiment);

    assertRefused(
        ErrorCode.RESOURCE_ALREADY_EXISTS,
        () -> store.experiments().createExperiment(NewExperiment.named("contract")));
    assertRefused(
        ErrorCode.RESOURCE_DOES_NOT_EXIST, () -> store.experiments().deleteExperiment(experiment));
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> run("r2"));
    assertThat(store.runs().loadRun(run).info().lifecycleStage()).isEqualTo(LifecycleStage.DELETED);

    store.experiments().restoreExperiment(experiment);
    assertThat(found("")).containsExactly(run);
  }

  @Test
  void ensuresAnExperimentOnce() {
    Experiment first = store.experiments().ensureExperiment("ensured");

    assertThat(store.experiments().ensureExperiment("ensured")).isEqualTo(first);
  }

  @Test
  void linksADatasetOnceWithItsFirstTags() {
    String run = run("r1");
    Dataset dataset =
        new Dataset("flights", "3:abc", "delta", "{}", Optional.of("{}"), Optional.empty());
    List<Tag> train = List.of(new Tag("mlflow.data.context", "train"));

    store.log().logInputs(run, List.of(new DatasetInput(dataset, train)));
    store
        .log()
        .logInputs(
            run, List.of(new DatasetInput(dataset, List.of(new Tag("mlflow.data.context", "x")))));

    assertThat(store.runs().loadRun(run).inputs())
        .containsExactly(new DatasetInput(dataset, train));
    assertThat(found("dataset.name = 'flights' AND dataset.context IN ('train')"))
        .containsExactly(run);
    assertThat(found("dataset.digest != '3:abc'")).isEmpty();
  }

  @Test
  void cutsLongParamsAndTagsAndRefusesLongKeys() {
    String run = run("r1");
    store.log().logParam(run, new Param("p", "x".repeat(6001)));
    store.log().setTag(run, new Tag("t", "x".repeat(8001)));

    RunData data = store.runs().loadRun(run).data();
    assertThat(data.param("p").orElseThrow()).hasSize(6000);
    assertThat(data.tag("t").orElseThrow()).hasSize(8000);
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> store.log().setTag(run, new Tag("k".repeat(251), "v")));
  }
}
