package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.event.EventBundle;
import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pipeline's run being written, with its steps' runs. */
final class PipelineRecord {
  private static final Map<String, String> MLFLOW_TAGS =
      Map.of(
          "user", "mlflow.user",
          "git.commit", "mlflow.source.git.commit",
          "git.branch", "mlflow.source.git.branch");

  private static final int MOST_STEPS = 10_000;

  private final TrackingStore store;
  private final RunFiles files;
  private final RunEvent.RunStarted start;
  private final RunRecord run;
  private final Map<String, StepRecord> steps = new HashMap<>();
  private final Map<String, String> ended = new TreeMap<>();
  private final Map<String, Object> reuses = new TreeMap<>();
  private final StringBuilder told = new StringBuilder();
  private final Map<String, RunEvent> points = new TreeMap<>();

  private PipelineRecord(
      TrackingStore store, RunFiles files, RunEvent.RunStarted start, RunRecord run) {
    this.store = store;
    this.files = files;
    this.start = start;
    this.run = run;
  }

  /** Begins, or goes on with what another process of the same run recorded. */
  static PipelineRecord open(
      TrackingStore store, RunFiles files, List<Tag> more, RunEvent.RunStarted start) {
    Experiment experiment = store.experiments().ensureExperiment(start.pipeline());
    RunRecord run =
        RunRecord.open(
            store,
            files,
            new NewRun(
                experiment.experimentId(),
                Optional.of(start.runId()),
                start.interval().map(interval -> start.pipeline() + " " + interval),
                start.environment().getOrDefault("user", ""),
                start.stamp().at(),
                tags(start)));
    more.forEach(tag -> run.tag(tag.key(), tag.value()));
    run.params(start.parameters());
    run.flush();
    FailPoint.RUN_CREATED.reached();
    if (!goesOn(start)) {
      run.artifact("plan.txt", start.plan());
      run.artifact("plan.json", start.planJson());
      FailPoint.PLAN_KEPT.reached();
    }
    PipelineRecord record = new PipelineRecord(store, files, start, run);
    if (run.isOlderThan(start.stamp().at())) {
      record.gather();
    }
    return record;
  }

  /** What the steps have and the run was not sent any more. */
  private void gather() {
    Search children =
        Search.where("tags.`" + RunTags.PARENT + "` = " + Search.quote(start.runId()));
    List<String> experiments = List.of(run.run().info().experimentId());
    for (Run child :
        store
            .runs()
            .searchRuns(experiments, ViewType.ACTIVE_ONLY, children.atMost(MOST_STEPS))
            .items()) {
      child.inputs().forEach(run::input);
      if (child.data().tag(RunTags.KIND).filter("Evaluate"::equals).isPresent()) {
        String step = child.data().tag(RunTags.STEP).orElse("");
        for (Metric metric : child.data().metrics()) {
          if (!metric.key().equals(RunTags.TOOK) && !metric.key().startsWith("rows.")) {
            run.metric(step + "." + metric.key(), metric.value(), metric.timestamp(), 0);
          }
        }
      }
    }
  }

  /** Whether it goes by the plan that the run keeps already. */
  private static boolean goesOn(RunEvent.RunStarted start) {
    return start.planJson().isEmpty();
  }

  private static List<Tag> tags(RunEvent.RunStarted start) {
    List<Tag> tags = new ArrayList<>();
    tags.add(new Tag("mlflow.source.name", start.pipeline()));
    tags.add(new Tag("mlflow.source.type", "JOB"));
    tags.add(new Tag(RunTags.PIPELINE, start.pipeline()));
    tags.add(new Tag(RunTags.ENGINE, start.engine()));
    start.interval().ifPresent(interval -> tags.add(new Tag(RunTags.INTERVAL, interval)));
    for (Map.Entry<String, String> part : start.environment().entrySet()) {
      tags.add(new Tag(Names.key(RunTags.ENVIRONMENT + part.getKey()), part.getValue()));
      Optional.ofNullable(MLFLOW_TAGS.get(part.getKey()))
          .ifPresent(key -> tags.add(new Tag(key, part.getValue())));
    }
    return tags;
  }

  /** Keeps an event for the file from which the run can be restored; of a curve its last point. */
  void keep(RunEvent event) {
    if (event instanceof RunEvent.MetricPoint point) {
      points.put(point.step() + " " + point.metric(), point);
    }
    if (event instanceof RunEvent.StepFinished) {
      points.values().forEach(this::told);
      points.clear();
    }
    EventBundle.carried(event).ifPresent(this::told);
  }

  private void told(RunEvent event) {
    told.append(EventJson.write(event)).append('\n');
  }

  /** Whether this is the run of that event. */
  boolean isOf(RunEvent event) {
    return start.runId().equals(event.runId());
  }

  /** The step's run, created when it is first told of. */
  StepRecord step(RunEvent event, String step) {
    return steps.computeIfAbsent(step, name -> open(event, name));
  }

  private StepRecord open(RunEvent event, String step) {
    List<Tag> tags = new ArrayList<>();
    tags.add(new Tag(RunTags.PARENT, event.runId()));
    tags.add(new Tag(RunTags.PIPELINE, start.pipeline()));
    tags.add(new Tag(RunTags.STEP, step));
    tags.add(new Tag(RunTags.NODE, RunTags.node(start.pipeline(), step)));
    start
        .interval()
        .ifPresent(
            interval -> {
              tags.add(new Tag(RunTags.INTERVAL, interval));
              String node = RunTags.node(start.pipeline(), step, interval);
              tags.add(new Tag(RunTags.NODE_INTERVAL, node));
            });
    RunRecord child =
        RunRecord.open(
            store,
            files,
            new NewRun(
                run.run().info().experimentId(),
                Optional.of(RunTags.stepRunId(event.runId(), step)),
                Optional.of(step),
                start.environment().getOrDefault("user", ""),
                event.stamp().at(),
                tags));
    return new StepRecord(child, event.stamp().at());
  }

  /** What a step read, the pipeline's run read as well. */
  void inputRead(RunEvent.InputRead event) {
    DatasetInput input =
        event
            .table()
            .map(table -> Inputs.table(table, event.step()))
            .orElseGet(() -> Inputs.source(event.source(), event.step()));
    run.input(input);
    StepRecord step = step(event, event.step());
    step.run().input(input);
    step.log(event, "reads " + event.source());
  }

  /** The pipeline's run has a step's metrics under the step's name. */
  void evaluated(RunEvent.Evaluated event) {
    step(event, event.step()).evaluated(event);
    for (Metrics.Metric metric : event.metrics().values()) {
      run.metric(event.step() + "." + metric.name(), metric.value(), event.stamp().at(), 0);
    }
  }

  void warned(RunEvent.Warned event) {
    if (steps.containsKey(event.step())) {
      steps.get(event.step()).log(event, "warning: " + event.message());
    } else {
      run.tag(RunTags.WARNING + event.stamp().sequence(), event.message());
    }
  }

  void reused(RunEvent.Reused event) {
    reuses.put(event.step(), Reuses.of(event));
  }

  void stepFinished(RunEvent.StepFinished event) {
    ended.put(event.step(), event.status() + event.error().map(error -> ": " + error).orElse(""));
    if (steps.containsKey(event.step())) {
      steps.get(event.step()).finished(event);
    }
  }

  /** The steps that were done within it were counted with it. */
  void adopted(RunEvent.Adopted event) {
    StepRecord step = step(event, event.step());
    Optional<StagedProfile> staged = step.staged();
    step.adopted(event, staged);
    staged
        .map(StagedProfile::steps)
        .orElse(Map.of())
        .forEach(
            (name, rows) -> {
              if (steps.containsKey(name)) {
                steps.get(name).run().metric("rows." + name, (double) rows, event.stamp().at(), 0);
              }
            });
  }

  void flush() {
    steps.values().forEach(step -> step.run().flush());
    run.flush();
  }

  void finished(RunEvent.RunFinished event) {
    RunData now = store.runs().loadRun(run.run().runId()).data(); // other tasks may have ended
    Map<String, String> steps = new TreeMap<>(TrackedHistory.steps(now));
    Map<String, Object> taken = Reuses.read(now);
    steps.putAll(ended);
    taken.keySet().removeAll(ended.keySet());
    taken.putAll(reuses);
    RunStatus status =
        goesOn(start) ? Statuses.worst(event.status(), steps.values()) : event.status();
    run.tag(RunTags.STEPS, Json.write(steps));
    run.tag(RunTags.REUSES, Json.write(taken));
    run.tag(RunTags.STATUS, status.name());
    run.error(event.error());
    run.metric(RunTags.TOOK, event.took().toNanos() / 1e9, event.stamp().at(), 0);
    run.artifact("events/" + start.stamp().at().toEpochMilli() + ".jsonl", told.toString());
    FailPoint.RUN_ENDING.reached();
    run.end(Statuses.of(status), event.stamp().at());
    FailPoint.RUN_ENDED.reached();
  }
}
