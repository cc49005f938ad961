package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunHistory;
import dev.plumbline.runner.code.CodeFingerprints;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.plan.Adoption;
import dev.plumbline.runner.plan.FileDigests;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanRequest;
import dev.plumbline.runner.plan.Planner;
import dev.plumbline.runner.plan.PlanningServices;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.runner.plan.ResumePlanner;
import dev.plumbline.runner.plan.StepPlanner;
import dev.plumbline.runner.table.TableCatalog;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Defines pipelines with conf's parameters, and plans them. Starts no engine. */
public final class Planning {
  /** Packages of engines: their version is an ingredient of native steps, their jars are not. */
  private static final List<String> ENGINES =
      List.of("org.apache.spark", "scala", "io.delta", "org.apache.hadoop");

  private final Conf conf;
  private final Pipelines pipelines;
  private final Engines engines;
  private final TableCatalog tables;
  private final RunHistory history;
  private final ModelRegistry registry;
  private final ArtifactStore artifacts;
  private final Provider<ModelFormat> models;
  private final FileDigests files;
  private final Resources resources;

  @Inject
  Planning(
      Conf conf,
      Pipelines pipelines,
      Engines engines,
      TableCatalog tables,
      RunHistory history,
      ModelRegistry registry,
      ArtifactStore artifacts,
      Provider<ModelFormat> models,
      FileDigests files,
      Resources resources) {
    this.conf = conf;
    this.pipelines = pipelines;
    this.engines = engines;
    this.tables = tables;
    this.history = history;
    this.registry = registry;
    this.artifacts = artifacts;
    this.models = models;
    this.files = files;
    this.resources = resources;
  }

  /**
   * A pipeline with the parameters of conf, and those given over them.
   *
   * @throws dev.plumbline.pipeline.InvalidPipelineException with every mistake
   */
  public Pipeline define(String name, Map<String, String> settings) {
    PipelineSource source = pipelines.load(name);
    SortedMap<String, String> all = conf.below(name + ".");
    all.putAll(settings);
    return Pipeline.define(source, all);
  }

  /**
   * What a run will do.
   *
   * @param modelVersion instead of every alias
   * @param nonce differs from one run to the next
   */
  public Plan plan(
      Pipeline pipeline,
      Optional<Interval> interval,
      PlanRequest.Selection selection,
      Optional<Integer> modelVersion,
      String nonce) {
    return new Planner(services())
        .plan(request(pipeline, interval, selection, modelVersion, nonce));
  }

  /** What one step of a run will do, by the plan that the run keeps. */
  public Plan planStep(RecordedPlan recorded, String runId, String step) {
    Pipeline pipeline = recorded.define(pipelines.load(recorded.pipeline()));
    PlanRequest request =
        request(pipeline, recorded.interval(), PlanRequest.Selection.ALL, Optional.empty(), runId);
    return new StepPlanner(services(), recorded, request, runId).plan(step);
  }

  /** What is left to do of a run, by the plan that it keeps. */
  public Plan planRest(RecordedPlan recorded, String runId) {
    Pipeline pipeline = recorded.define(pipelines.load(recorded.pipeline()));
    PlanRequest request =
        request(pipeline, recorded.interval(), PlanRequest.Selection.ALL, Optional.empty(), runId);
    return new ResumePlanner(services(), recorded, request, runId).plan();
  }

  /** A plan made anew for a run that began before, with what that committed and never recorded. */
  public Plan adopting(Plan plan, String runId) {
    return new Adoption(services()).into(plan, runId);
  }

  private PlanRequest request(
      Pipeline pipeline,
      Optional<Interval> interval,
      PlanRequest.Selection selection,
      Optional<Integer> modelVersion,
      String nonce) {
    EngineFactory engine = engines.load(conf.text(Key.ENGINE));
    boolean isNative = pipeline.nodes().stream().anyMatch(n -> n instanceof Node.Through);
    return new PlanRequest(
        pipeline,
        interval,
        engine.name(),
        isNative ? engine.version() : engine.name(),
        resultConf(engine),
        selection,
        modelVersion,
        nonce);
  }

  private PlanningServices services() {
    // One look at the class path for each plan.
    CodeFingerprints code = CodeFingerprints.open(PlumbModule.cache(conf).resolve("code"), ENGINES);
    return new PlanningServices(
        tables,
        conf.folder(Key.TABLES_ROOT),
        history,
        registry,
        artifacts,
        models::get,
        code,
        files,
        resources);
  }

  private SortedMap<String, String> resultConf(EngineFactory engine) {
    SortedMap<String, String> bearing = new TreeMap<>();
    for (Key key : List.of(Key.TRAIN_SEED, Key.TRAIN_THREADS)) {
      bearing.put(key.text(), conf.text(key));
    }
    SortedMap<String, String> own = conf.below(engine.name() + ".");
    for (String key : engine.resultKeys()) {
      if (own.containsKey(key)) {
        bearing.put(engine.name() + "." + key, own.get(key));
      }
    }
    return bearing;
  }
}
