package dev.plumbline.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of logged models, and of summaries of runs, keeps. */
public abstract class LoggedModelStoreContract {
  private static final String EXPERIMENT = "0";
  private LoggedModelStore store;
  private TrackingStore tracking;

  /** An empty store. */
  protected abstract TrackingStore store();

  @BeforeEach
  final void open() {
    tracking = store();
    store = tracking.loggedModels();
  }

  private LoggedModel create(String name) {
    return store.createLoggedModel(
        new NewLoggedModel(
            EXPERIMENT,
            Optional.of(name),
            "agent",
            "",
            List.of(new Param("depth", "6")),
            List.of(new Tag("team", "air")),
            Optional.empty()));
  }

  @Test
  final void withAnIdIsCreatedOnce() {
    NewLoggedModel wanted =
        new NewLoggedModel(
            EXPERIMENT, Optional.of("m"), "", "", List.of(), List.of(), Optional.of("m-once"));
    LoggedModel created = store.createLoggedModel(wanted);

    assertThat(store.createLoggedModel(wanted)).isEqualTo(created);
    assertThat(created.modelId()).isEqualTo("m-once");
  }

  private String run() {
    return tracking
        .runs()
        .createRun(
            new NewRun(
                EXPERIMENT,
                Optional.empty(),
                Optional.empty(),
                "",
                Instant.ofEpochMilli(1),
                List.of()))
        .runId();
  }

  private static ModelMetric point(LoggedModel model, double value, long step, String dataset) {
    return new ModelMetric(
        model.modelId(),
        new Metric("auc", value, Instant.ofEpochMilli(step), step),
        Optional.of(dataset).filter(name -> !name.isEmpty()),
        Optional.empty());
  }

  private void measure(String run, ModelMetric... points) {
    List<Metric> metrics = java.util.Arrays.stream(points).map(ModelMetric::metric).toList();
    tracking.log().logBatch(run, new Batch(metrics, List.of(), List.of(), List.of(points)));
  }

  private List<String> names(LoggedModelSearch search) {
    return store.searchLoggedModels(search).items().stream().map(LoggedModel::name).toList();
  }

  private List<String> found(String filter) {
    return names(LoggedModelSearch.where(EXPERIMENT, filter));
  }

  @Test
  void aModelIsPendingUntilItsFilesAreThere() {
    LoggedModel model = create("a");
    assertThat(model.status()).isEqualTo(LoggedModelStatus.PENDING);
    assertThat(model.modelId()).startsWith("m-");
    assertThat(model.artifactUri()).endsWith("/0/models/" + model.modelId() + "/artifacts");
    assertThat(store.finishLoggedModel(model.modelId(), LoggedModelStatus.READY).status())
        .isEqualTo(LoggedModelStatus.READY);
    assertThat(store.loadLoggedModel(model.modelId()).params())
        .containsExactly(new Param("depth", "6"));
  }

  @Test
  void namesAreCheckedAndMadeUpWhereMissing() {
    assertThatThrownBy(() -> create("a/b")).hasMessageContaining("Invalid model name");
    LoggedModel unnamed =
        store.createLoggedModel(
            new NewLoggedModel(
                EXPERIMENT, Optional.empty(), "", "", List.of(), List.of(), Optional.empty()));
    assertThat(unnamed.name()).matches("[a-z]+-[a-z]+-\\d+");
  }

  @Test
  void aDeletedModelIsThereForThoseWhoAskForIt() {
    String id = create("a").modelId();
    store.deleteLoggedModel(id);
    store.deleteLoggedModel(id);
    assertThatThrownBy(() -> store.loadLoggedModel(id))
        .hasMessage("Logged model with ID '" + id + "' not found.");
    assertThat(store.loadLoggedModelEvenDeleted(id).name()).isEqualTo("a");
    assertThat(found("")).isEmpty();
  }

  @Test
  void tagsChangeAndParamsDont() {
    String id = create("a").modelId();
    store.setModelTags(id, List.of(new Tag("team", "sea"), new Tag("x", "1"), new Tag("x", "2")));
    store.deleteModelTag(id, "team");
    assertThatThrownBy(() -> store.deleteModelTag(id, "team"))
        .hasMessage("No tag with key 'team' found for model with ID '" + id + "'.");
    store.logModelParams(id, List.of(new Param("depth", "6"), new Param("rate", "1")));
    assertThatThrownBy(() -> store.logModelParams(id, List.of(new Param("depth", "7"))))
        .hasMessageContaining("Changing param values is not allowed");
    LoggedModel model = store.loadLoggedModel(id);
    assertThat(model.tags()).containsExactly(new Tag("x", "2"));
    assertThat(model.params()).containsExactly(new Param("depth", "6"), new Param("rate", "1"));
  }

  @Test
  void pointsOfAModelAreThoseOfTheRunsThatLoggedThem() {
    LoggedModel model = create("a");
    String run = run();
    ModelMetric point = point(model, 0.5, 1, "june");
    measure(run, point);
    measure(run, point);
    assertThat(store.loadLoggedModel(model.modelId()).metrics())
        .containsExactly(new LoggedModel.Measured(run, point));
    assertThat(tracking.runs().loadRun(run).data().metrics()).containsExactly(point.metric());
    ModelMetric stray =
        new ModelMetric("m-none", point.metric(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> measure(run, point(model, 0.9, 2, ""), stray))
        .hasMessageContaining("m-none");
    assertThat(store.loadLoggedModel(model.modelId()).metrics()).hasSize(1);
  }

  @Test
  void searchesFindWhatTheyName() {
    LoggedModel good = create("good");
    LoggedModel bad = create("bad");
    create("unmeasured");
    String run = run();
    measure(run, point(good, 0.9, 1, "june"), point(bad, 0.95, 1, "june"), point(bad, 0.4, 2, ""));
    store.finishLoggedModel(good.modelId(), LoggedModelStatus.READY);

    assertThat(found("metrics.auc > 0.8")).containsExactlyInAnyOrder("good", "bad");
    assertThat(found("metrics.auc < 0.5 AND params.depth = '6'")).containsExactly("bad");
    assertThat(found("status = 'READY'")).containsExactly("good");
    assertThat(found("name ILIKE '%OO%' AND tags.team = 'air'")).containsExactly("good");
    assertThat(found("model_id IN ('" + good.modelId() + "')")).containsExactly("good");
    assertThatThrownBy(() -> found("foo = 1")).hasMessageContaining("Invalid attribute key 'foo'");

    List<LoggedModelSearch.On> june = List.of(new LoggedModelSearch.On("june", Optional.empty()));
    assertThat(
            names(
                new LoggedModelSearch(
                    List.of(EXPERIMENT),
                    "metrics.auc < 0.5",
                    june,
                    List.of(),
                    50,
                    Optional.empty())))
        .isEmpty();
  }

  @Test
  void anOrderTakesTheLatestPointAndPagesGoThroughAll() {
    LoggedModel a = create("a");
    LoggedModel b = create("b");
    create("c");
    measure(run(), point(a, 0.9, 1, ""), point(a, 0.1, 2, ""), point(b, 0.5, 1, ""));
    LoggedModelSearch search =
        new LoggedModelSearch(
            List.of(EXPERIMENT),
            "",
            List.of(),
            List.of(new LoggedModelSearch.By("metrics.auc", false, Optional.empty())),
            1,
            Optional.empty());
    List<String> seen = new java.util.ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      Page<LoggedModel> page =
          store.searchLoggedModels(
              new LoggedModelSearch(
                  search.experimentIds(),
                  search.filter(),
                  search.datasets(),
                  search.orderBy(),
                  1,
                  token));
      page.items().forEach(model -> seen.add(model.name()));
      token = page.nextPageToken();
    } while (token.isPresent());
    assertThat(seen).containsExactly("b", "a", "c");
  }

  @Test
  void aRunShowsTheModelsItReadAndMade() {
    String run = run();
    store.linkInputs(run, List.of("m-1", "m-1"));
    store.linkOutputs(run, List.of(new ModelOutput("m-2", 3)));
    store.linkOutputs(run, List.of(new ModelOutput("m-2", 3)));
    assertThat(tracking.runs().loadRun(run).models())
        .isEqualTo(new RunModels(List.of("m-1"), List.of(new ModelOutput("m-2", 3))));
  }

  @Test
  void aSampleKeepsBothEnds() {
    String run = run();
    for (int from = 0; from < 3000; from += 1000) {
      List<Metric> metrics = new java.util.ArrayList<>();
      for (int i = from; i < from + 1000; i++) {
        metrics.add(new Metric("loss", i, Instant.ofEpochMilli(i), i));
      }
      tracking.log().logBatch(run, Batch.metrics(metrics));
    }
    RunSummaries summaries = tracking.summaries();
    assertThat(summaries.sample(run, "loss", Optional.empty(), 5))
        .extracting(Metric::step)
        .containsExactly(0L, 600L, 1200L, 1800L, 2999L);
    assertThat(summaries.sample(run, "loss", Optional.of(new RunSummaries.Steps(10, 12)), 5))
        .extracting(Metric::step)
        .containsExactly(10L, 11L, 12L);
    assertThat(summaries.sample(run, "none", Optional.empty(), 5)).isEmpty();
  }

  @Test
  void datasetsAreListedOnceForEachContext() {
    Dataset flights =
        new Dataset("flights", "d1", "local", "{}", Optional.empty(), Optional.empty());
    String context = "mlflow.data.context";
    for (String each : List.of("train", "train", "test")) {
      tracking
          .log()
          .logInputs(run(), List.of(new DatasetInput(flights, List.of(new Tag(context, each)))));
    }
    assertThat(tracking.summaries().datasets(List.of(EXPERIMENT)))
        .containsExactly(
            new DatasetSummary(EXPERIMENT, "flights", "d1", Optional.of("test")),
            new DatasetSummary(EXPERIMENT, "flights", "d1", Optional.of("train")));
  }
}
