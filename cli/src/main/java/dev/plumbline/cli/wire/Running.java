package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.runner.run.RunOptions;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.runner.run.RunServices;
import dev.plumbline.runner.run.Runner;
import dev.plumbline.runner.spool.Spool;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;

/** Runs plans on the engine that conf names. */
public final class Running {
  private final Conf conf;
  private final Engines engines;
  private final Provider<ModelFormat> models;
  private final ModelRegistry registry;
  private final ArtifactStore artifacts;
  private final Provider<RunLeases> leases;
  private final Resources resources;
  private final Clock clock;
  private final Environment environment;
  private final Provider<Recorder> recorder;
  private final Provider<Spool> spool;

  @Inject
  Running(
      Conf conf,
      Engines engines,
      Provider<ModelFormat> models,
      ModelRegistry registry,
      ArtifactStore artifacts,
      Provider<RunLeases> leases,
      Resources resources,
      Clock clock,
      Environment environment,
      Provider<Recorder> recorder,
      Provider<Spool> spool) {
    this.conf = conf;
    this.engines = engines;
    this.models = models;
    this.registry = registry;
    this.artifacts = artifacts;
    this.leases = leases;
    this.resources = resources;
    this.clock = clock;
    this.environment = environment;
    this.recorder = recorder;
    this.spool = spool;
  }

  /**
   * Runs a plan; an interrupt of this thread cancels it.
   *
   * @param watching told beside the recorder, which is told first
   */
  public RunResult run(Plan plan, String runId, Ownership own, List<RunListener> watching) {
    return execute(plan, runId, own, watching, (runner, options) -> runner.run(plan, options));
  }

  /**
   * Makes this process the only one that does a plan's work; a plan that computes nothing needs no
   * owner.
   *
   * @param step empty for the whole run
   * @throws Ownership.HeldException when another run does it
   */
  public Ownership own(Plan plan, Optional<String> step, String runId) throws InterruptedException {
    if (!plan.computes()) {
      return Ownership.alone();
    }
    String interval = plan.interval().map(i -> " for " + i).orElse("");
    String work = plan.pipeline().name() + interval + step.map(s -> ", step " + s).orElse("");
    Ownership own = Ownership.take(leases.get(), work, runId, conf.duration(Key.RUN_LEASE));
    spool.get().deliver(); // what its former owner did not come to tell
    return own;
  }

  /** Does one step of a run, by a plan for it; otherwise as {@link #run}. */
  public RunResult step(
      Plan plan, String step, String runId, Ownership own, List<RunListener> watching) {
    return execute(
        plan, runId, own, watching, (runner, options) -> runner.step(plan, step, options));
  }

  /** Records the beginning of a run with its plan, whose steps others do. */
  public void begin(Plan plan, String runId) {
    execute(
        plan,
        runId,
        Ownership.alone(),
        List.of(),
        (runner, options) -> {
          runner.begin(plan, options);
          return plan;
        });
  }

  private <R> R execute(
      Plan plan,
      String runId,
      Ownership own,
      List<RunListener> watching,
      BiFunction<Runner, RunOptions, R> work) {
    ArtifactFolder.prepare(Path.of(conf.folder(Key.ARTIFACTS_ROOT)));
    Path scratch = DataFolder.prepare(conf).resolve("scratch").resolve(runId);
    EngineFactory factory = engines.load(plan.engine());
    List<RunListener> listeners = new ArrayList<>();
    listeners.add(recorder.get().listener());
    listeners.addAll(watching);
    RunServices services =
        new RunServices(
            () -> open(factory, scratch),
            models::get,
            registry,
            artifacts,
            own,
            scratch,
            clock,
            listeners);
    return work.apply(new Runner(services), options(plan, factory, runId));
  }

  private Engine open(EngineFactory factory, Path scratch) {
    int threads = conf.whole(Key.ENGINE_THREADS);
    return factory.open(
        conf.below(factory.name() + "."),
        new EngineServices(
            resources,
            models.get(),
            scratch,
            threads == 0 ? Runtime.getRuntime().availableProcessors() : threads));
  }

  private RunOptions options(Plan plan, EngineFactory factory, String runId) {
    SortedMap<String, String> recorded = environment.describe();
    if (plan.computes()) {
      recorded.put("engine.version", factory.version());
    }
    return new RunOptions(
        runId,
        conf.whole(Key.RUN_RETRIES),
        conf.duration(Key.RUN_PAUSE),
        conf.duration(Key.RUN_TIMEOUT),
        conf.whole(Key.TRAIN_SEED),
        conf.whole(Key.TRAIN_THREADS),
        recorded);
  }
}
