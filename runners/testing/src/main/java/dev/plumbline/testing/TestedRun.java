package dev.plumbline.testing;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Table;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.memory.MemoryTables;
import dev.plumbline.runner.plan.Decision;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanText;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that a {@link PipelineTester} made, to be asked what it did. Every answer is a value. */
public final class TestedRun {
  private final Plan plan;
  private final RunResult result;
  private final List<RunEvent> events;
  private final MemoryTables tables;
  private final PipelineTester tester;

  TestedRun(
      Plan plan,
      RunResult result,
      List<RunEvent> events,
      MemoryTables tables,
      PipelineTester tester) {
    this.plan = plan;
    this.result = result;
    this.events = List.copyOf(events);
    this.tables = tables;
    this.tester = tester;
  }

  /** Runs the pipeline again, as the tester is set by now. */
  public TestedRun runAgain() {
    return tester.run();
  }

  /** What was decided before anything ran. */
  public Plan plan() {
    return plan;
  }

  public RunResult result() {
    return result;
  }

  /** Everything that happened, in order. */
  public List<RunEvent> events() {
    return events;
  }

  /** What was decided for a step, and why. */
  public Decision decision(String step) {
    return planned(step).decision();
  }

  /** How a step ended. */
  public RunStatus status(String step) {
    return step(step).status();
  }

  /** Why a step failed, was skipped or blocked; the plan's reason for one that was reused. */
  public String why(String step) {
    return step(step).error().orElseGet(() -> decision(step).reason());
  }

  /**
   * All rows of a table as they are now, whoever wrote them.
   *
   * @throws AssertionError when no such table is there, naming those that the run wrote
   */
  public <T extends Record> List<T> rows(Table<T> table) {
    TableState state =
        tables
            .latest(TestBench.location(table))
            .orElseThrow(
                () ->
                    new AssertionError(
                        "Cannot read table "
                            + table.name()
                            + ": nobody wrote it; this run "
                            + wrote()
                            + "\n"
                            + this));
    Schema<T> schema = table.schema();
    PinnedRead read =
        new PinnedRead(
            table.name(),
            state.location(),
            state.tableId(),
            state.version(),
            RowRange.all(),
            schema);
    List<T> rows = new ArrayList<>();
    try (TableReader.Rows cells = tables.read(read)) {
      cells.forEachRemaining(c -> rows.add(schema.row(c)));
    }
    return rows;
  }

  private String wrote() {
    List<String> written =
        told(RunEvent.Committed.class).stream().map(c -> c.version().table()).toList();
    return written.isEmpty() ? "wrote none" : "wrote " + written;
  }

  /**
   * What an evaluate step measured, in this run or in the one that it reuses; without attachments
   * for a reused one.
   */
  public Metrics metrics(String evaluate) {
    PlannedStep planned = planned(evaluate);
    if (!(planned.node() instanceof Node.Evaluate)) {
      throw unknown("evaluate step", evaluate, names(Node.Evaluate.class));
    }
    return told(RunEvent.Evaluated.class).stream()
        .filter(e -> e.step().equals(evaluate))
        .map(RunEvent.Evaluated::metrics)
        .findFirst()
        .orElseGet(() -> recorded(json(evaluate)));
  }

  private static Metrics recorded(String evaluation) {
    Object metrics = ((Map<?, ?>) Json.parse(evaluation)).get("metrics");
    return RecordJson.read(Metrics.class, Json.write(metrics));
  }

  /** One number that an evaluate step measured. */
  public double metric(String evaluate, String name) {
    Metrics metrics = metrics(evaluate);
    List<String> names = metrics.values().stream().map(Metrics.Metric::name).toList();
    return metrics
        .find(name)
        .orElseThrow(() -> unknown("metric of " + evaluate, name, names))
        .value();
  }

  /** The result of a fold step. */
  public <V extends Record> V value(String fold, Class<V> type) {
    if (!(planned(fold).node() instanceof Node.Fold)) {
      throw unknown("fold step", fold, names(Node.Fold.class));
    }
    return RecordJson.read(type, json(fold));
  }

  private String json(String step) {
    StepOutput output =
        step(step)
            .output()
            .orElseThrow(() -> new AssertionError("Step " + step + " has no result: " + why(step)));
    return ((StepOutput.Json) output).json();
  }

  /** The version that a register step made; empty when its gate refused. */
  public Optional<Integer> version(String register) {
    return step(register).output().stream()
        .filter(StepOutput.Version.class::isInstance)
        .flatMap(o -> ((StepOutput.Version) o).version().stream())
        .findFirst();
  }

  /** What listeners were warned of. */
  public List<String> warnings() {
    return told(RunEvent.Warned.class).stream().map(RunEvent.Warned::message).toList();
  }

  /** How many rows an ingest step rejected. */
  public long rejected(String ingest) {
    planned(ingest);
    return told(RunEvent.Rejected.class).stream()
        .filter(r -> r.step().equals(ingest))
        .mapToLong(RunEvent.Rejected::rows)
        .max()
        .orElse(0);
  }

  void assertFinished() {
    if (result.status() != RunStatus.FINISHED) {
      String what =
          result.steps().stream()
              .filter(s -> s.status() == RunStatus.FAILED || s.status() == RunStatus.BLOCKED)
              .findFirst()
              .map(s -> "step " + s.name() + " " + s.status() + ": " + s.error().orElse(""))
              .orElse("it ended " + result.status());
      throw new AssertionError("The run didn't finish: " + what + "\n" + this);
    }
  }

  private <E extends RunEvent> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private PlannedStep planned(String step) {
    return plan.steps().stream()
        .filter(s -> s.name().equals(step))
        .findFirst()
        .orElseThrow(() -> unknown("step", step, names(Node.class)));
  }

  private RunResult.Step step(String step) {
    planned(step);
    return result.step(step).orElseThrow();
  }

  private List<String> names(Class<? extends Node> kind) {
    return plan.pipeline().nodes().stream().filter(kind::isInstance).map(Node::name).toList();
  }

  private static AssertionError unknown(String what, String name, Collection<String> names) {
    return new AssertionError("The test " + Nearest.unknown(what, name, names));
  }

  /** The plan, and how each step ended: for the messages of assertions. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("planned: ").append(PlanText.of(plan)).append("ended:");
    result
        .steps()
        .forEach(
            s ->
                text.append("\n  ")
                    .append(s.name())
                    .append("  ")
                    .append(s.status())
                    .append(s.error().map(e -> "  " + e).orElse("")));
    return text.toString();
  }
}
