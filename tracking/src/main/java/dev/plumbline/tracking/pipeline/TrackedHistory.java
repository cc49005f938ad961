package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.OutputText;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Earlier runs, as the tracking store has them. */
public final class TrackedHistory implements RunHistory {
  private static final int MOST_STEPS = 10_000;
  private final TrackingStore store;

  /** The history in that store. */
  public TrackedHistory(TrackingStore store) {
    this.store = store;
  }

  @Override
  public Map<String, PastStep> find(Set<String> fingerprints) {
    List<String> experiments =
        store
            .experiments()
            .searchExperiments(ViewType.ACTIVE_ONLY, Search.all().atMost(50_000))
            .items()
            .stream()
            .map(Experiment::experimentId)
            .toList();
    Map<String, PastStep> found = new HashMap<>();
    store
        .runs()
        .latestByTag(experiments, RunTags.FINGERPRINT, fingerprints)
        .forEach((fingerprint, run) -> found.put(fingerprint, past(run)));
    return found;
  }

  @Override
  public Map<String, PastStep> latest(String pipeline, Optional<String> interval) {
    Optional<Experiment> experiment =
        store
            .experiments()
            .findExperiment(pipeline)
            .filter(each -> each.lifecycleStage() == LifecycleStage.ACTIVE);
    if (experiment.isEmpty()) {
      return Map.of();
    }
    List<String> experiments = List.of(experiment.get().experimentId());
    List<String> steps = steps(experiments, pipeline);
    Map<String, PastStep> latest = new LinkedHashMap<>();
    List<String> nodes = new ArrayList<>();
    steps.forEach(step -> nodes.add(RunTags.node(pipeline, step)));
    put(latest, experiments, RunTags.NODE, nodes);
    interval.ifPresent(
        text ->
            put(
                latest,
                experiments,
                RunTags.NODE_INTERVAL,
                steps.stream().map(step -> RunTags.node(pipeline, step, text)).toList()));
    return latest;
  }

  @Override
  public Map<String, PastStep> finished(String runId) {
    Map<String, PastStep> finished = new LinkedHashMap<>();
    store
        .runs()
        .findRun(runId)
        .map(run -> run.info().experimentId())
        .ifPresent(
            experiment -> {
              Search search =
                  Search.where(
                      "status = 'FINISHED' AND tags.`"
                          + RunTags.PARENT
                          + "` = "
                          + Search.quote(runId));
              for (Run run :
                  store
                      .runs()
                      .searchRuns(
                          List.of(experiment), ViewType.ACTIVE_ONLY, search.atMost(MOST_STEPS))
                      .items()) {
                PastStep past = past(run);
                finished.put(past.step(), past);
              }
            });
    return finished;
  }

  private void put(
      Map<String, PastStep> latest, List<String> experiments, String key, List<String> values) {
    for (Run run : store.runs().latestByTag(experiments, key, values).values()) {
      PastStep past = past(run);
      latest.put(past.step(), past);
    }
  }

  /** The steps of the pipeline's last run that came to its end. */
  private List<String> steps(List<String> experiments, String pipeline) {
    Search search =
        Search.where(
            "tags.`"
                + RunTags.STEPS
                + "` IS NOT NULL AND tags.`"
                + RunTags.PIPELINE
                + "` = "
                + Search.quote(pipeline));
    List<String> steps = new ArrayList<>();
    for (Run run :
        store.runs().searchRuns(experiments, ViewType.ACTIVE_ONLY, search.atMost(1)).items()) {
      steps.addAll(steps(run.data()).keySet());
    }
    return steps;
  }

  /** How each step of a pipeline's run ended. */
  static Map<String, String> steps(RunData data) {
    return LongText.read(data, RunTags.STEPS).map(TrackedHistory::texts).orElse(Map.of());
  }

  private static PastStep past(Run run) {
    RunData data = run.data();
    return new PastStep(
        data.tag(RunTags.PARENT).orElse(run.runId()),
        data.tag(RunTags.PIPELINE).orElse(""),
        data.tag(RunTags.STEP).orElse(""),
        data.tag(RunTags.FINGERPRINT).orElse(""),
        LongText.read(data, RunTags.INGREDIENTS).map(TrackedHistory::texts).orElse(Map.of()),
        OutputText.read(LongText.read(data, RunTags.OUTPUT).orElse("Fused")),
        run.info().endTime().orElse(run.info().startTime()),
        data.metric(RunTags.TOOK)
            .map(Metric::value)
            .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .orElse(Duration.ZERO));
  }

  /** A JSON object of texts. */
  private static Map<String, String> texts(String json) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (Json.parse(json) instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> texts.put((String) name, (String) value));
    }
    return texts;
  }
}
