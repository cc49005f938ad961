package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.engine.Scratch;
import dev.plumbline.runner.plan.Decision;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlanText;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.plan.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Runs a plan: one kept step at a time, in order, and only those that the plan says. An interrupt
 * of the calling thread cancels the run.
 */
public final class Runner {
  private final RunServices services;

  public Runner(RunServices services) {
    this.services = services;
  }

  /**
   * Never throws for a step that fails: the result says so. Listeners are closed when it returns.
   *
   * @throws dev.plumbline.pipeline.event.UnrecordedException when the run can't be begun where it
   *     is recorded; nothing was done
   */
  public RunResult run(Plan plan, RunOptions options) {
    return execute(plan, options, e -> e.run(RecordedPlan.write(plan)));
  }

  /**
   * Goes on with a run that began before, in this process or another, by the plan that it stored.
   *
   * @param plan made by {@link dev.plumbline.runner.plan.ResumePlanner}
   */
  public RunResult resume(Plan plan, RunOptions options) {
    return execute(plan, options, e -> e.run(""));
  }

  /**
   * Does one kept step of a run, which goes by the plan that it stored when it began. What the step
   * needs stands as the plan says; the others are left as they are.
   *
   * @param plan made by {@link dev.plumbline.runner.plan.StepPlanner}
   */
  public RunResult step(Plan plan, String step, RunOptions options) {
    return execute(plan, options, e -> e.step(plan.step(step).node()));
  }

  /** Tells the beginning of a run and stores its plan, by which {@link #step} goes. */
  public void begin(Plan plan, RunOptions options) {
    execute(plan, options, Execution::begin);
  }

  private <R> R execute(Plan plan, RunOptions options, Function<Execution, R> work) {
    try (Events events = new Events(options.runId(), services.clock(), services.listeners());
        OpenEngine engine = new OpenEngine(services.engine())) {
      return work.apply(new Execution(plan, options, events, engine));
    } finally {
      Scratch.delete(services.scratch());
    }
  }

  /** One run. */
  private final class Execution {
    private final Plan plan;
    private final RunOptions options;
    private final Events events;
    private final Shape shape;
    private final Results results;
    private final StepActions actions;
    private final Attempts attempts;
    private final Endings endings;
    private final List<String> refused = new ArrayList<>();

    Execution(Plan plan, RunOptions options, Events events, OpenEngine engine) {
      this.plan = plan;
      this.options = options;
      this.events = events;
      this.shape = new Shape(plan.pipeline());
      this.results = new Results(services.artifacts(), services.registry());
      this.actions = new StepActions(plan, shape, services, options, events, results, engine);
      this.attempts = new Attempts(options, events);
      this.endings = new Endings(options.runId(), plan, shape, events);
    }

    Plan begin() {
      tellRun(PlanText.of(plan), RecordedPlan.write(plan));
      return plan;
    }

    /**
     * @param stored the plan as the run shall keep it; empty where it keeps one
     */
    RunResult run(String stored) {
      long start = System.nanoTime();
      tellRun(PlanText.of(plan), stored);
      RunStatus status = RunStatus.FINISHED;
      Optional<String> error = Optional.empty();
      for (Node node : shape.order()) {
        RunResult.Step step =
            status == RunStatus.FINISHED
                ? execute(node)
                : endings.end(
                    node, RunStatus.BLOCKED, Optional.empty(), Optional.of("the run had failed"));
        if (step.status() == RunStatus.FAILED || step.status() == RunStatus.KILLED) {
          status = step.status();
          error = step.error();
        }
      }
      endings.unused();
      boolean blocked = endings.all().stream().anyMatch(s -> s.status() == RunStatus.BLOCKED);
      RunStatus last = status == RunStatus.FINISHED && blocked ? RunStatus.BLOCKED : status;
      return end(last, error, start);
    }

    RunResult step(Node node) {
      long start = System.nanoTime();
      List<PlannedStep> inside = new ArrayList<>();
      shape.fused(node).forEach(fused -> inside.add(plan.step(fused.name())));
      inside.add(plan.step(node.name()));
      tellRun(PlanText.of(plan, inside), "");
      for (Node before : shape.keptBefore(node)) {
        plan.step(before.name()).past().ifPresent(past -> stand(before, past.output()));
      }
      RunResult.Step step = execute(node);
      RunStatus status =
          switch (step.status()) {
            case REUSED, SKIPPED -> RunStatus.FINISHED;
            default -> step.status();
          };
      Optional<String> error = status == RunStatus.FINISHED ? Optional.empty() : step.error();
      return end(status, error, start);
    }

    private RunResult end(RunStatus status, Optional<String> error, long start) {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      RunStatus told = recorded(status);
      Optional<String> why = error.or(this::lost);
      events.tell(s -> new RunEvent.RunFinished(s, told, took, why));
      return new RunResult(options.runId(), recorded(status), endings.all(), refused, took, lost());
    }

    /** A run of which not all is kept has not finished, whatever it did. */
    private RunStatus recorded(RunStatus status) {
      return status == RunStatus.FINISHED && lost().isPresent() ? RunStatus.FAILED : status;
    }

    private Optional<String> lost() {
      return events.unrecorded().map(Throwable::getMessage);
    }

    private void tellRun(String text, String stored) {
      events.tell(
          s ->
              new RunEvent.RunStarted(
                  s,
                  plan.pipeline().name(),
                  plan.engine(),
                  plan.interval().map(Object::toString),
                  plan.parameters(),
                  options.environment(),
                  text,
                  stored));
      events.check();
    }

    /** What a step left behind before is there for those that need it. */
    private void stand(Node node, StepOutput output) {
      results.put(node, output);
      refusal(node, output);
    }

    private RunResult.Step execute(Node node) {
      PlannedStep planned = plan.step(node.name());
      Decision decision = planned.decision();
      Optional<RunResult.Step> held = held(node);
      if (held.isPresent()) {
        return held.get();
      }
      if (endings.isOwn(planned)) {
        PastStep past = planned.past().orElseThrow();
        stand(node, past.output());
        return endings.finishedBefore(node, past);
      }
      if (decision.verb() == Verb.ADOPT) {
        PastStep past = planned.past().orElseThrow();
        started(node, 1);
        stand(node, past.output());
        return endings.adopted(node, past);
      }
      if (decision.verb() == Verb.REUSE) {
        PastStep past = planned.past().orElseThrow();
        stand(node, past.output());
        return endings.reused(node, past);
      }
      if (!decision.mayRun()) {
        RunStatus status = decision.verb() == Verb.SKIP ? RunStatus.SKIPPED : RunStatus.BLOCKED;
        return endings.end(node, status, Optional.empty(), Optional.of(decision.reason()));
      }
      return work(node);
    }

    /** Ends a step whose input did not come: a refused gate skips it, anything else blocks it. */
    private Optional<RunResult.Step> held(Node node) {
      for (Node before : shape.keptBefore(node)) {
        RunStatus status = endings.of(before).map(RunResult.Step::status).orElse(RunStatus.REUSED);
        if (refused.contains(before.name()) || status == RunStatus.SKIPPED) {
          String why =
              refused.contains(before.name())
                  ? "the gate of " + before.name() + " refused"
                  : "needs " + before.name() + ", which was skipped";
          return Optional.of(
              endings.end(node, RunStatus.SKIPPED, Optional.empty(), Optional.of(why)));
        }
        if (status == RunStatus.BLOCKED) {
          return Optional.of(
              endings.end(
                  node,
                  RunStatus.BLOCKED,
                  Optional.empty(),
                  Optional.of("needs " + before.name())));
        }
      }
      return Optional.empty();
    }

    private RunResult.Step work(Node node) {
      long start = System.nanoTime();
      StepProgress[] last = new StepProgress[1];
      try {
        StepOutput output =
            attempts.run(
                node.name(),
                (attempt, givenUp) -> {
                  started(node, attempt);
                  last[0] = new StepProgress(events, givenUp);
                  return actions.carryOut(node, last[0]);
                });
        events.check();
        results.put(node, output);
        refusal(node, output);
        endings.fusedFinished(node, last[0]);
        return endings.end(
            node,
            RunStatus.FINISHED,
            Optional.of(output),
            Optional.empty(),
            Endings.rows(node, last[0]),
            Duration.ofNanos(System.nanoTime() - start));
      } catch (Exception | Error e) {
        boolean cancelled = Failures.isCancel(e);
        RunResult.Step failed =
            endings.end(
                node,
                cancelled ? RunStatus.KILLED : RunStatus.FAILED,
                Optional.empty(),
                Optional.of(cancelled ? "cancelled" : Failures.tell(e)),
                Map.of(),
                Duration.ofNanos(System.nanoTime() - start));
        endings.fusedFailed(node, failed, e);
        return failed;
      }
    }

    private void refusal(Node node, StepOutput output) {
      if (output instanceof StepOutput.Version version && version.version().isEmpty()) {
        refused.add(node.name());
      }
    }

    /** A fused step that this run has finished stays recorded as it is. */
    private void started(Node node, int attempt) {
      List<Node> inside =
          shape.fused(node).stream().filter(f -> !endings.isOwn(plan.step(f.name()))).toList();
      for (Node fused : inside) {
        if (!endings.hasFused(fused)) {
          tellStarted(fused, attempt);
        }
      }
      tellStarted(node, attempt);
      actions.tellInputs(node, inside);
    }

    private void tellStarted(Node node, int attempt) {
      PlannedStep planned = plan.step(node.name());
      Map<String, String> own = new TreeMap<>();
      node.step().ifPresent(step -> own.putAll(Parameters.flatten(step)));
      events.tell(
          s ->
              new RunEvent.StepStarted(
                  s,
                  node.name(),
                  node.getClass().getSimpleName(),
                  attempt,
                  planned.fingerprint().digest(),
                  planned.fingerprint().ingredients(),
                  own));
    }
  }
}
