package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.plan.Decision;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.runner.plan.Verb;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How each step of a run ended: told once, and remembered. */
final class Endings {
  private final String runId;
  private final Plan plan;
  private final Shape shape;
  private final Events events;
  private final Map<String, RunResult.Step> ended = new LinkedHashMap<>();
  private final Set<String> fusedTold = new HashSet<>();

  Endings(String runId, Plan plan, Shape shape, Events events) {
    this.runId = runId;
    this.plan = plan;
    this.shape = shape;
    this.events = events;
  }

  /** In the order in which they ended. */
  List<RunResult.Step> all() {
    return List.copyOf(ended.values());
  }

  /** Empty for a step that has not ended in this process. */
  Optional<RunResult.Step> of(Node node) {
    return Optional.ofNullable(ended.get(node.name()));
  }

  boolean hasFused(Node fused) {
    return fusedTold.contains(fused.name());
  }

  /** Steps fused into one that failed end with it; the one that is at fault fails itself. */
  void fusedFailed(Node node, RunResult.Step failed, Throwable e) {
    String fault = e instanceof StepFailure f ? f.step() : node.name();
    for (Node fused : shape.fused(node)) {
      if (fusedTold.add(fused.name()) && !standsOwn(fused)) {
        boolean own = fused.name().equals(fault);
        RunStatus status = own ? failed.status() : RunStatus.BLOCKED;
        Optional<String> why =
            own ? failed.error() : Optional.of("ended with " + node.name() + ", which failed");
        end(fused, status, Optional.empty(), why);
      }
    }
  }

  void fusedFinished(Node node, StepProgress progress) {
    for (Node fused : shape.fused(node)) {
      if (fusedTold.add(fused.name()) && !standsOwn(fused)) {
        end(
            fused,
            RunStatus.FINISHED,
            Optional.of(new StepOutput.Fused()),
            Optional.empty(),
            rows(fused, progress),
            Duration.ZERO);
      }
    }
  }

  /** The rows of one step, where they were counted. */
  static Map<String, Long> rows(Node node, StepProgress progress) {
    Long rows = progress.rows().get(node.name());
    return rows == null ? Map.of() : Map.of(node.name(), rows);
  }

  /** Fused steps that no running step used: reused, skipped or blocked with their users. */
  void unused() {
    for (PlannedStep step : plan.steps()) {
      if (!ended.containsKey(step.name())) {
        Decision decision = step.decision();
        if (isOwn(step)) {
          finishedBefore(step.node(), step.past().orElseThrow());
          continue;
        }
        if (decision.verb() == Verb.REUSE) {
          step.past().ifPresent(past -> tellReused(step.node(), past));
        }
        Optional<RunResult.Step> user =
            shape.keptUsers(step.node()).stream()
                .filter(u -> decision.mayRun() && plan.step(u.name()).decision().mayRun())
                .map(u -> ended.get(u.name()))
                .findFirst();
        RunStatus status =
            switch (decision.verb()) {
              case REUSE -> RunStatus.REUSED;
              case BLOCKED -> RunStatus.BLOCKED;
              default -> user.map(RunResult.Step::status).orElse(RunStatus.SKIPPED);
            };
        String why =
            user.map(u -> "only for " + u.name() + ": " + u.error().orElse(""))
                .orElse(decision.reason());
        end(step.node(), status, Optional.empty(), Optional.of(why));
      }
    }
  }

  /** Whether it is this run that finished a step, before; its rows may be needed again. */
  boolean isOwn(PlannedStep step) {
    Verb verb = step.decision().verb();
    return (verb == Verb.REUSE || verb == Verb.RECOMPUTE)
        && step.past().filter(past -> past.runId().equals(runId)).isPresent();
  }

  private boolean standsOwn(Node fused) {
    PlannedStep step = plan.step(fused.name());
    if (isOwn(step)) {
      finishedBefore(fused, step.past().orElseThrow());
      return true;
    }
    return false;
  }

  /** It stays recorded as it is. */
  RunResult.Step finishedBefore(Node node, PastStep past) {
    return end(node, RunStatus.FINISHED, Optional.of(past.output()), Optional.empty());
  }

  RunResult.Step adopted(Node node, PastStep past) {
    events.tell(s -> new RunEvent.Adopted(s, node.name(), past.output()));
    for (Node fused : shape.fused(node)) {
      if (fusedTold.add(fused.name()) && !standsOwn(fused)) {
        end(fused, RunStatus.FINISHED, Optional.of(new StepOutput.Fused()), Optional.empty());
      }
    }
    return finishedBefore(node, past);
  }

  RunResult.Step reused(Node node, PastStep past) {
    tellReused(node, past);
    return end(node, RunStatus.REUSED, Optional.of(past.output()), Optional.empty());
  }

  private void tellReused(Node node, PastStep past) {
    String made = past.step();
    events.tell(s -> new RunEvent.Reused(s, node.name(), past.runId(), made, past.output()));
  }

  RunResult.Step end(
      Node node, RunStatus status, Optional<StepOutput> output, Optional<String> error) {
    return end(node, status, output, error, Map.of(), Duration.ZERO);
  }

  RunResult.Step end(
      Node node,
      RunStatus status,
      Optional<StepOutput> output,
      Optional<String> error,
      Map<String, Long> rows,
      Duration took) {
    RunResult.Step step = new RunResult.Step(node.name(), status, output, error);
    ended.put(node.name(), step);
    events.tell(
        s ->
            new RunEvent.StepFinished(
                s,
                node.name(),
                status,
                plan.step(node.name()).fingerprint().digest(),
                output,
                rows,
                took,
                error));
    return step;
  }
}
