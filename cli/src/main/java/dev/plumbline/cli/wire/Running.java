package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Transactions;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.runner.run.RunOptions;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.runner.run.RunServices;
import dev.plumbline.runner.run.Runner;
import dev.plumbline.runner.spool.Spool;
import dev.plumbline.tables.OrphanFiles;
import dev.plumbline.tables.Storage;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Runs plans on the engine that conf names. */
public final class Running {
  /** What a run owns where nothing but its lease keeps two writers from winning one version. */
  private static final String ALL_OF_S3 = "writing to S3 (s3.commit=lease, one run at a time)";

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
  private final OrphanFiles orphans;

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
      Provider<Spool> spool,
      Storage storage) {
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
    this.orphans = new OrphanFiles(storage);
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
    if (!plan.works()) {
      return Ownership.alone();
    }
    return own(plan.pipeline().name(), plan.interval(), step, runId);
  }

  /** As above, of a plan that isn't known yet. */
  public Ownership own(
      String pipeline, Optional<Interval> interval, Optional<String> step, String runId)
      throws InterruptedException {
    String work =
        oneWriterByLease()
            ? ALL_OF_S3
            : pipeline
                + interval.map(i -> " for " + i).orElse("")
                + step.map(s -> ", step " + s).orElse("");
    Ownership own = Ownership.take(leases.get(), work, runId, conf.duration(Key.RUN_LEASE));
    FailPoint.OWNED.reached();
    spool.get().deliver(); // what its former owner did not come to tell
    return own;
  }

  /** Deletes what earlier processes of the run wrote for commits that never came. */
  public void sweep(Plan plan, String runId) {
    artifacts.sweep(runId);
    for (PlannedStep step : plan.steps()) {
      if (step.node() instanceof Node.Write write) {
        URI location = plan.pins().locations().get(write.table().name());
        OrphanFiles.delete(orphans.of(location, Transactions.of(runId, write, plan.interval())));
      }
    }
  }

  /** Wherever tables.root is: a table may have a place of its own. */
  private boolean oneWriterByLease() {
    return conf.text(Key.S3_COMMIT).equals("lease");
  }

  /** The run that may be writing for one of these pipelines now. */
  public Optional<String> writing(Set<String> pipelines) {
    return leases.get().all().stream()
        .filter(lease -> Ownership.mayLive(lease.owner()))
        .filter(
            lease ->
                lease.work().equals(ALL_OF_S3)
                    || pipelines.stream()
                        .anyMatch(
                            p -> lease.work().matches(Pattern.quote(p) + "( for .*|, step .*)?")))
        .map(lease -> lease.owner().runId())
        .findFirst();
  }

  /** What processes keep while they run. */
  public ScratchFolders scratch() {
    return ScratchFolders.in(DataFolder.prepare(conf));
  }

  /** Goes on with a run, by a plan of what is left; otherwise as {@link #run}. */
  public RunResult resume(Plan plan, String runId, Ownership own, List<RunListener> watching) {
    return execute(plan, runId, own, watching, (runner, options) -> runner.resume(plan, options));
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
    Path scratch = scratch().own(runId);
    EngineFactory factory = engines.load(plan.engine());
    List<RunListener> listeners = new ArrayList<>();
    listeners.add(recorder.get().listener(record -> new OwnerRecord(record, own)));
    listeners.addAll(watching);
    RunServices services =
        new RunServices(
            () -> open(factory, scratch, scratch().session(runId)),
            models::get,
            registry,
            artifacts,
            own,
            scratch,
            clock,
            listeners);
    return work.apply(new Runner(services), options(plan, factory, runId));
  }

  private Engine open(EngineFactory factory, Path scratch, Path session) {
    int threads = conf.whole(Key.ENGINE_THREADS);
    return factory.open(
        conf.below(factory.name() + "."),
        new EngineServices(
            resources,
            models.get(),
            conf.with(Key.OBJECT_STORES),
            scratch,
            session,
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
