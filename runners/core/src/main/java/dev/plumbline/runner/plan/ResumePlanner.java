package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the rest of a run by the plan that it keeps, see {@link KeptRun}: what it finished stands,
 * what it committed without recording it is taken over, and all else runs from the nearest of
 * these.
 */
public final class ResumePlanner {
  private final KeptRun run;
  private final Map<String, Decision> decisions = new HashMap<>();

  /**
   * @param request its pipeline as {@link RecordedPlan#define} defines it
   */
  public ResumePlanner(
      PlanningServices services, RecordedPlan recorded, PlanRequest request, String runId) {
    this.run = new KeptRun(services, recorded, request, runId, "resume run " + runId);
  }

  /**
   * A plan for {@code Runner.resume}.
   *
   * @throws IllegalArgumentException when the run's plan can't be kept to
   */
  public Plan plan() {
    for (Node node : run.shape().order()) {
      if (run.step(node).isEmpty()) {
        throw run.refused(
            "step " + node.name() + " is declared since it was planned, run the pipeline");
      }
      decisions.put(node.name(), kept(node));
    }
    Set<String> running = new HashSet<>();
    for (Node node : run.shape().order()) {
      if (decisions.get(node.name()).mayRun()) {
        run.shape().fused(node).forEach(fused -> running.add(fused.name()));
        running.add(node.name());
      }
    }
    if (!running.isEmpty()) {
      run.refuseOverwritten();
    }
    List<PlannedStep> steps = new ArrayList<>();
    for (Node node : run.pipeline().nodes()) {
      if (running.contains(node.name())) {
        run.present(node);
      }
    }
    for (Node node : run.pipeline().nodes()) {
      steps.add(run.planned(node, told(node)));
    }
    return run.plan(steps);
  }

  private Decision kept(Node node) {
    RecordedPlan.Step then = run.step(node).orElseThrow();
    if (run.own(node).isPresent()) {
      return Decision.reuse("finished in this run");
    }
    if (run.left(node).isPresent()) {
      return Decision.adopt(run.left(node).get());
    }
    if (then.verb() == Verb.SKIP || then.verb() == Verb.BLOCKED) {
      return new Decision(then.verb(), then.reason());
    }
    if (run.past(node).isPresent()) {
      return Decision.reuse(then.reason());
    }
    boolean gated = false;
    for (Node before : run.shape().keptBefore(node)) {
      Verb verb = decisions.get(before.name()).verb();
      if (run.isRefused(before)) {
        return Decision.skip("the gate of " + before.name() + " refused");
      }
      if (verb == Verb.SKIP) {
        return Decision.skip("needs " + before.name() + ", which was skipped");
      }
      if (verb == Verb.BLOCKED) {
        return Decision.blocked("needs " + before.name());
      }
      gated |= verb == Verb.MAYBE || (before instanceof Node.Register && verb == Verb.RUN);
    }
    return new Decision(gated ? Verb.MAYBE : Verb.RUN, then.reason());
  }

  /** A kept node's reason with what has changed since; a fused one goes with those that use it. */
  private Decision told(Node node) {
    Decision own = decisions.get(node.name());
    if (own != null) {
      List<Node> inside = new ArrayList<>(run.shape().fused(node));
      inside.add(node);
      return own.mayRun() ? new Decision(own.verb(), run.reason(node, inside)) : own;
    }
    List<Node> users = run.shape().keptUsers(node);
    Optional<Node> runs = users.stream().filter(u -> decisions.get(u.name()).mayRun()).findFirst();
    if (runs.isPresent()) {
      boolean surely = users.stream().anyMatch(u -> decisions.get(u.name()).verb() == Verb.RUN);
      Verb verb = run.isUnchanged(node) ? Verb.RECOMPUTE : surely ? Verb.RUN : Verb.MAYBE;
      return new Decision(verb, "for " + runs.get().name());
    }
    if (users.isEmpty()) {
      return Decision.skip("no step that keeps anything uses it");
    }
    Optional<Decision> adopted =
        users.stream()
            .map(u -> decisions.get(u.name()))
            .filter(d -> d.verb() == Verb.ADOPT)
            .findFirst();
    if (adopted.isPresent() && run.own(node).isEmpty()) {
      return adopted.get();
    }
    Decision first = decisions.get(users.get(0).name());
    return first.verb() == Verb.SKIP || first.verb() == Verb.BLOCKED
        ? new Decision(first.verb(), "only for " + users.get(0).name())
        : Decision.reuse(
            run.own(node).isPresent() ? "finished in this run" : "its users are unchanged");
  }
}
