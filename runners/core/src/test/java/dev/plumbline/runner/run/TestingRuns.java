package dev.plumbline.runner.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import dev.plumbline.pipeline.PipelineSource;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.code.CodeFingerprints;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.local.LocalEngine;
import dev.plumbline.runner.memory.FolderArtifacts;
import dev.plumbline.runner.memory.MemoryHistory;
import dev.plumbline.runner.memory.MemoryRegistry;
import dev.plumbline.runner.memory.MemoryTables;
import dev.plumbline.runner.plan.Adoption;
import dev.plumbline.runner.plan.FileDigests;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanRequest;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Planner;
import dev.plumbline.runner.plan.PlanningServices;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.runner.plan.ResumePlanner;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.plan.StepPlanner;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Plans and runs pipelines over memory on the local engine; holds every run to its plan. */
public final class TestingRuns {
  /** Where the tables are. */
  public static final URI ROOT = URI.create("memory:/tables/");

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2001-07-01T00:00:00Z"), ZoneOffset.UTC);

  /** Everything is open to the test. */
  public final MemoryTables tables = new MemoryTables(CLOCK);

  public final MemoryHistory history = new MemoryHistory();
  public final MemoryRegistry registry = new MemoryRegistry();
  public final FolderArtifacts artifacts;
  public final Map<String, String> conf = new TreeMap<>();
  public final List<RunListener> listeners = new ArrayList<>(List.of(history));
  public TableStore<Iterator<Object[]>> store = tables;
  public TestingModelFormat models = new TestingModelFormat();
  public Optional<LocalDate> date = Optional.empty();
  public Optional<Integer> modelVersion = Optional.empty();
  public PlanRequest.Selection selection = PlanRequest.Selection.ALL;
  public Ownership ownership = Ownership.alone();
  public int retries;
  public Duration timeout = Duration.ofMinutes(1);
  public final AtomicInteger enginesOpened = new AtomicInteger();

  private final Path folder;
  private int commits;
  private int plans;
  private int runs;

  public TestingRuns(Path folder) {
    this.folder = folder;
    this.artifacts = new FolderArtifacts(folder.resolve("artifacts"));
  }

  /** What came of a run. */
  public record Outcome(Plan plan, RunResult result, List<RunEvent> events) {
    public Verb verb(String step) {
      return plan.step(step).decision().verb();
    }

    public String reason(String step) {
      return plan.step(step).decision().reason();
    }

    public RunStatus status(String step) {
      return result.step(step).orElseThrow().status();
    }

    public String error(String step) {
      return result.step(step).orElseThrow().error().orElseThrow();
    }

    public <E extends RunEvent> List<E> told(Class<E> type) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The steps of a verb, in order. */
    public List<String> steps(Verb verb) {
      return plan.steps().stream()
          .filter(s -> s.decision().verb() == verb)
          .map(PlannedStep::name)
          .toList();
    }

    /** Every step that began, in order, once. */
    public List<String> began() {
      return told(RunEvent.StepStarted.class).stream()
          .map(RunEvent.StepStarted::step)
          .distinct()
          .toList();
    }
  }

  public static URI location(Table<?> table) {
    return ROOT.resolve(table.name());
  }

  /** Somebody else's commit. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T extends Record> TableVersion commit(Table<T> table, Writes how, T... rows) {
    Schema<T> schema = table.schema();
    WriteTarget target =
        new WriteTarget(
            table.name(),
            location(table),
            schema,
            table.partitionColumns(),
            how,
            RowRange.all(),
            "elsewhere/" + ++commits,
            new TreeMap<>(Map.of("run", "elsewhere", "step", "load")));
    return tables.stage(target, List.of(rows).stream().map(schema::cells).iterator()).commit();
  }

  public <T extends Record> List<T> rows(Table<T> table) {
    TableState state = tables.latest(location(table)).orElseThrow();
    Schema<T> schema = table.schema();
    List<T> rows = new ArrayList<>();
    PinnedRead read =
        new PinnedRead(
            table.name(),
            state.location(),
            state.tableId(),
            state.version(),
            RowRange.all(),
            schema);
    try (TableReader.Rows cells = tables.read(read)) {
      cells.forEachRemaining(c -> rows.add(schema.row(c)));
    }
    return rows;
  }

  public Plan plan(PipelineSource source) {
    return plan(Pipeline.define(source));
  }

  public Plan plan(Pipeline pipeline) {
    return new Planner(planning())
        .plan(request(pipeline, date.map(d -> pipeline.grain().startingOn(d, pipeline.zone()))));
  }

  /** The plan of one step of a run, from what the run keeps. */
  public Plan plan(RecordedPlan recorded, PipelineSource source, String runId, String step) {
    PlanRequest request = request(recorded.define(source), recorded.interval());
    return new StepPlanner(planning(), recorded, request, runId).plan(step);
  }

  private PlanningServices planning() {
    return new PlanningServices(
        tables,
        ROOT,
        history,
        registry,
        artifacts,
        () -> models,
        CodeFingerprints.open(folder.resolve("code")),
        new FileDigests(folder.resolve("digests")),
        resources());
  }

  private PlanRequest request(Pipeline pipeline, Optional<Interval> interval) {
    return new PlanRequest(
        pipeline,
        interval,
        "local",
        "1",
        new TreeMap<>(conf),
        selection,
        modelVersion,
        "plan-" + ++plans);
  }

  private Resources resources() {
    return new Resources() {
      @Override
      public Path path(Path path) {
        return folder.resolve(path);
      }

      @Override
      public String secret(String name) {
        throw new IllegalArgumentException(name);
      }
    };
  }

  public Outcome run(PipelineSource source) {
    return run(plan(source), "run-" + ++runs);
  }

  /** Does one step of a run by the plan that the run was told to keep. */
  public Outcome step(PipelineSource source, Outcome run, String step) {
    RunEvent.RunStarted started = run.told(RunEvent.RunStarted.class).get(0);
    Plan plan = plan(RecordedPlan.read(started.planJson()), source, started.runId(), step);
    return execute(plan, started.runId(), (runner, options) -> runner.step(plan, step, options));
  }

  /** The plan of what is left of a run, from what the run keeps. */
  public Plan rest(PipelineSource source, Outcome run) {
    RunEvent.RunStarted started = run.told(RunEvent.RunStarted.class).get(0);
    RecordedPlan recorded = RecordedPlan.read(started.planJson());
    PlanRequest request = request(recorded.define(source), recorded.interval());
    return new ResumePlanner(planning(), recorded, request, started.runId()).plan();
  }

  /** Goes on with a run by the plan that it was told to keep. */
  public Outcome resume(PipelineSource source, Outcome run) {
    Plan plan = rest(source, run);
    String runId = run.result().runId();
    Outcome outcome = execute(plan, runId, (runner, options) -> runner.resume(plan, options));
    assertRunIsPlan(outcome);
    return outcome;
  }

  /** A new plan for a run that began before, with what it committed. */
  public Plan adopting(PipelineSource source, String runId) {
    plans = 0; // what is always new is so once for each run
    return new Adoption(planning()).into(plan(source), runId);
  }

  /** Runs a plan, and checks that it did what the plan says. */
  public Outcome run(Plan plan, String runId) {
    Outcome outcome = execute(plan, runId, (runner, options) -> runner.run(plan, options));
    assertRunIsPlan(outcome);
    return outcome;
  }

  private Outcome execute(Plan plan, String runId, BiFunction<Runner, RunOptions, RunResult> work) {
    Path scratch = folder.resolve("scratch").resolve(runId);
    List<RunEvent> events = new ArrayList<>();
    List<RunListener> all = new ArrayList<>(listeners);
    all.add(events::add);
    RunServices services =
        new RunServices(
            () -> {
              enginesOpened.incrementAndGet();
              return new LocalEngine(
                  tables, store, new EngineServices(resources(), models, scratch, scratch, 1));
            },
            () -> models,
            registry,
            artifacts,
            ownership,
            scratch,
            CLOCK,
            all);
    RunOptions options =
        new RunOptions(
            runId,
            retries,
            Duration.ofMillis(1),
            timeout,
            7,
            1,
            new TreeMap<>(Map.of("jdk", "17")));
    RunResult result = work.apply(new Runner(services), options);
    return new Outcome(plan, result, List.copyOf(events));
  }

  private static void assertRunIsPlan(Outcome outcome) {
    boolean ended =
        outcome.result().status() == RunStatus.FINISHED
            || outcome.result().status() == RunStatus.BLOCKED;
    List<String> began = outcome.began();
    for (PlannedStep step : outcome.plan().steps()) {
      RunStatus status = outcome.status(step.name());
      String told = step.name() + " was " + step.decision() + " and ended " + status;
      assertThat(outcome.told(RunEvent.StepFinished.class))
          .as("one end of " + step.name())
          .filteredOn(e -> e.step().equals(step.name()))
          .hasSize(1);
      switch (step.decision().verb()) {
        case REUSE ->
            assertThat(status)
                .as(told)
                .isIn(
                    ended(
                        ended,
                        step.past()
                                .filter(p -> p.runId().equals(outcome.result().runId()))
                                .isPresent()
                            ? RunStatus.FINISHED
                            : RunStatus.REUSED));
        case ADOPT -> assertThat(status).as(told).isEqualTo(RunStatus.FINISHED);
        case SKIP -> assertThat(status).as(told).isIn(ended(ended, RunStatus.SKIPPED));
        case BLOCKED -> assertThat(status).as(told).isEqualTo(RunStatus.BLOCKED);
        case MAYBE ->
            assertThat(status).as(told).isIn(ended(ended, RunStatus.FINISHED, RunStatus.SKIPPED));
        default -> assertThat(status).as(told).isIn(ended(ended, RunStatus.FINISHED));
      }
      boolean mayBegin =
          step.decision().mayRun()
              || step.decision().verb() == Verb.ADOPT
              || new Shape(outcome.plan().pipeline())
                  .keptUsers(step.node()).stream()
                      .anyMatch(u -> outcome.plan().step(u.name()).decision().verb() == Verb.ADOPT);
      assertThat(mayBegin || !began.contains(step.name())).as(told + ", began").isTrue();
    }
  }

  /** What a run that broke off may leave besides. */
  private static List<RunStatus> ended(boolean ended, RunStatus... statuses) {
    List<RunStatus> all = new ArrayList<>(List.of(statuses));
    if (!ended) {
      all.addAll(
          List.of(RunStatus.FAILED, RunStatus.KILLED, RunStatus.BLOCKED, RunStatus.FINISHED));
    }
    return all;
  }
}
