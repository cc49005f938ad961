package dev.plumbline.cli.command;

import dev.plumbline.cli.Surroundings;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.cli.wire.Planning;
import dev.plumbline.cli.wire.Running;
import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.runner.run.RunResult;
import dev.plumbline.tracking.TrackingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plumb step}: one step of a recorded run, by the plan that the run keeps. */
@Command(
    name = "step",
    description = {
      "Do one step of a recorded run, or do it again after it failed, by the plan that the run"
          + " keeps: the same parameters, interval and versions of tables and models.",
      "A step that finished in the run is left as it is."
    })
final class StepCommand extends Work {
  @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline of the run.")
  private String pipeline;

  @Parameters(
      index = "1",
      paramLabel = "STEP",
      description = "A step that keeps something: writes, trains, evaluates, registers, folds.")
  private String step;

  @Option(
      names = "--run",
      required = true,
      paramLabel = "ID",
      description = "The run: its id, or the beginning of its id; last is the pipeline's last.")
  private String id;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "The engine of the run, where it is another than conf's.")
  private String engine;

  @Option(
      names = "--json",
      description = "Answer in JSON at the end, progress on stderr." + Reading.KEYS)
  private boolean json;

  private Optional<Kept> kept = Optional.empty();

  /** A run's plan. */
  private record Kept(String runId, RecordedPlan plan) {}

  StepCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = open(shared(), Map.of())) {
      kept = Optional.of(find(session));
    }
    return super.call();
  }

  private Kept find(Session session) {
    TrackingStore store = session.get(TrackingStore.class);
    RecordedRuns runs = RecordedRuns.of(session);
    String named = runs.load(id, Optional.of(pipeline)).id();
    RecordedRun run = runs.load(new Revisions(store, named).newest());
    RecordedPlan plan = run.plan();
    if (engine != null && !engine.equals(plan.engine())) {
      throw new UsageException(
          "Cannot change the engine of run " + run.id() + ": it is " + plan.engine());
    }
    return new Kept(run.id(), plan);
  }

  @Override
  Map<String, String> conf() {
    return kept.map(k -> Map.of(Key.ENGINE.text(), k.plan().engine())).orElse(Map.of());
  }

  @Override
  int work(Session session) throws InterruptedException {
    String runId = kept.orElseThrow().runId();
    Plan first = plan(session, runId);
    Running running = session.get(Running.class);
    try (RunsOfOne runs = new RunsOfOne(surroundings(), json, 1);
        Ownership own = running.own(first, Optional.of(step), runId)) {
      // Whoever owned it until now may have done it.
      Plan plan = first.works() ? plan(session, runId) : first;
      Optional<PastStep> done = plan.step(step).past().filter(p -> p.runId().equals(runId));
      runs.run(
          plan,
          watching ->
              done.map(past -> standing(runId, past))
                  .orElseGet(() -> running.step(plan, step, runId, own, watching)),
          RunsOfOne.GoOn.by(again(runId)));
      return runs.end();
    }
  }

  private Plan plan(Session session, String runId) {
    return session.get(Planning.class).planStep(kept.orElseThrow().plan(), runId, step);
  }

  /** Nothing is run, and nothing recorded, where the run has the step's result. */
  private RunResult standing(String runId, PastStep past) {
    boolean refused = past.output() instanceof StepOutput.Version v && v.version().isEmpty();
    return new RunResult(
        runId,
        RunStatus.FINISHED,
        List.of(
            new RunResult.Step(
                step, RunStatus.REUSED, Optional.of(past.output()), Optional.empty())),
        refused ? List.of(step) : List.of(),
        Duration.ZERO,
        Optional.empty());
  }

  private String again(String runId) {
    List<String> words =
        new ArrayList<>(List.of(surroundings().command(), "step", pipeline, step, "--run", runId));
    if (engine != null) {
      words.addAll(List.of("--engine", engine));
    }
    words.addAll(shared().words());
    return ShellWord.line(words);
  }
}
