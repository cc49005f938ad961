package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Metrics;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.pipeline.port.ModelRegistry;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.table.StagedWrite;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Carries out one kept step of a plan. */
final class StepActions implements BoundValues {
  private final Plan plan;
  private final RunServices services;
  private final RunOptions options;
  private final Events events;
  private final Results results;
  private final OpenEngine engine;
  private final RowPlans plans;
  private final Map<String, BoundValue> lookups = new HashMap<>();

  StepActions(
      Plan plan,
      Shape shape,
      RunServices services,
      RunOptions options,
      Events events,
      Results results,
      OpenEngine engine) {
    this.plan = plan;
    this.services = services;
    this.options = options;
    this.events = events;
    this.results = results;
    this.engine = engine;
    this.plans = new RowPlans(plan, shape, results, this);
  }

  StepOutput carryOut(Node node, StepProgress progress) throws Exception {
    if (node instanceof Node.Write write) {
      return write(write, progress);
    }
    if (node instanceof Node.Train train) {
      RowPlan rows = plans.of(train.in(), train);
      return new TrainAction(plan, services, options, events, engine).run(train, rows, progress);
    }
    if (node instanceof Node.Evaluate evaluate) {
      return evaluate(evaluate, progress);
    }
    if (node instanceof Node.Fold fold) {
      RowPlan rows = plans.of(fold.in(), fold);
      Record value = engine.get().fold(rows, fold, progress);
      Judge.computed(rows, progress, events);
      return new StepOutput.Json(RecordJson.write(value));
    }
    if (node instanceof Node.Register register) {
      return new RegisterAction(plan, services, options, events, results).run(register);
    }
    Node.Registered registered = (Node.Registered) node;
    ModelRegistry.Registered version = plan.pins().models().get(node.name());
    return new StepOutput.Version(
        registered.model(), Optional.of(version.version()), registered.ref().toString());
  }

  private StepOutput write(Node.Write write, StepProgress progress) throws InterruptedException {
    RowPlan rows = plans.of(write.in(), write);
    WriteTargets targets = new WriteTargets(plan, options, plans);
    StagedWrite staged =
        engine.get().stage(rows, targets.of(write, provenance(write, rows)), progress);
    FailPoint.STAGED.reached();
    try {
      Judge.computed(rows, progress, events);
      Judge.expectations(write.table().name(), staged.profile(), write.expectations());
      FailPoint.JUDGED.reached();
      progress.rows(write.name(), staged.profile().rows());
      Map<String, Long> counted = progress.rows();
      Optional<Profile> profile = Optional.of(staged.profile());
      events.tell(s -> new RunEvent.Staged(s, write.name(), profile, counted));
      progress.goOn();
      events.check();
      services.ownership().check();
      FailPoint.OWNERSHIP_CHECKED.reached();
    } catch (RuntimeException | InterruptedException e) {
      staged.discard();
      throw e;
    }
    TableVersion version = staged.commit();
    FailPoint.COMMITTED.reached();
    events.kept();
    events.tell(
        s ->
            new RunEvent.Committed(s, write.name(), version, write.how().mode(), staged.profile()));
    return new StepOutput.Rows(version, targets.transaction(write));
  }

  /** What a commit says of its origin. */
  private SortedMap<String, String> provenance(Node.Write write, RowPlan rows) {
    PlannedStep planned = plan.step(write.name());
    SortedMap<String, String> is = new TreeMap<>();
    is.put("pipeline", plan.pipeline().name());
    is.put("run", options.runId());
    is.put("step", write.name());
    is.put("fingerprint", planned.fingerprint().digest());
    is.put("table", write.table().name());
    is.put("schema", write.rows().digest());
    is.put("mode", write.how().mode());
    is.put("told", events.carried());
    plan.interval().ifPresent(i -> is.put("interval", i.toString()));
    models(rows, is);
    return is;
  }

  private static void models(RowPlan rows, SortedMap<String, String> is) {
    if (rows instanceof RowPlan.Scored scored) {
      is.put("model." + scored.step(), scored.model().digest());
    }
    rows.inputs().forEach(in -> models(in, is));
  }

  private StepOutput evaluate(Node.Evaluate node, StepProgress progress) {
    Evaluator evaluator = new Evaluator(plan, engine, results);
    RowPlan rows = plans.of(node.in(), node);
    Metrics metrics = evaluator.own(node, rows, progress);
    Judge.computed(rows, progress, events);
    Evaluation evaluation = new Evaluation(metrics, evaluator.others(node, rows, progress));
    FailPoint.EVALUATED.reached();
    events.tell(s -> new RunEvent.Evaluated(s, node.name(), metrics));
    FailPoint.METRICS_RECORDED.reached();
    return new StepOutput.Json(evaluation.json());
  }

  @Override
  public BoundValue lookup(Node.LookupBy lookup, RowPlan rows) {
    return lookups.computeIfAbsent(lookup.name(), name -> collect(lookup, rows));
  }

  private BoundValue collect(Node.LookupBy lookup, RowPlan rows) {
    StepProgress progress = new StepProgress(events, () -> false);
    try (LocalRows all = engine.get().collect(rows, progress)) {
      Judge.computed(rows, progress, events);
      return new BoundValue.OfLookup(
          lookup.rows(), lookup.key().name(), cells(lookup.rows(), all.rows()));
    }
  }

  private static <T> List<Object[]> cells(Schema<T> schema, Iterable<?> rows) {
    List<Object[]> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(schema.cells(schema.type().cast(row))));
    return cells;
  }

  /** The sources that a step's rows come from, told once for each try. */
  void tellInputs(Node node, List<Node> fused) {
    List<Node> all = new ArrayList<>(fused);
    all.add(node);
    for (Node each : all) {
      if (each instanceof Node.Read read) {
        TableVersion version = plan.pins().reads().get(read.name()).version();
        events.tell(
            s -> new RunEvent.InputRead(s, read.name(), Optional.of(version), version.toString()));
      } else if (each instanceof Node.Ingest) {
        plan.step(each.name()).fingerprint().ingredients().entrySet().stream()
            .filter(e -> e.getKey().startsWith("file ") || e.getKey().equals("source"))
            .map(e -> e.getKey() + " " + e.getValue())
            .forEach(
                source ->
                    events.tell(
                        s -> new RunEvent.InputRead(s, each.name(), Optional.empty(), source)));
      }
    }
  }
}
