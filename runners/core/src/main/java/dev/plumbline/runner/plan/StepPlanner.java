package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Nearest;
import dev.plumbline.pipeline.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans one step of a run by the plan that the run keeps; see {@link KeptRun}. */
public final class StepPlanner {
  private final PlanningServices services;
  private final RecordedPlan recorded;
  private final PlanRequest request;
  private final String runId;

  /**
   * @param request its pipeline as {@link RecordedPlan#define} defines it
   */
  public StepPlanner(
      PlanningServices services, RecordedPlan recorded, PlanRequest request, String runId) {
    this.services = services;
    this.recorded = recorded;
    this.request = request;
    this.runId = runId;
  }

  /**
   * A plan for {@code Runner.step}: that step, and what it needs as it stands.
   *
   * @throws IllegalArgumentException when the run's plan has no such step, or can't be kept to
   */
  public Plan plan(String step) {
    String doing = "do step " + step + " of run " + runId;
    KeptRun run = new KeptRun(services, recorded, request, runId, doing);
    Node target = target(run, step);
    List<Node> inside = new ArrayList<>(run.shape().fused(target));
    inside.add(target);
    run.pipeline().nodes().stream().filter(inside::contains).forEach(run::present);
    List<PlannedStep> steps = new ArrayList<>();
    for (Node node : run.pipeline().nodes()) {
      steps.add(
          run.planned(
              node,
              node.equals(target)
                  ? decide(run, node, inside)
                  : inside.contains(node) ? Decision.run("for " + step) : standing(run, node)));
    }
    return run.plan(steps);
  }

  private static Node target(KeptRun run, String step) {
    List<String> kept = run.shape().order().stream().map(Node::name).toList();
    Optional<Node> found = run.pipeline().node(step);
    if (found.isEmpty()) {
      throw run.refused(Nearest.among(step, kept));
    }
    if (!kept.contains(step)) {
      List<String> users = run.shape().keptUsers(found.get()).stream().map(Node::name).toList();
      throw run.refused("it keeps nothing of its own and is done with others, name one: " + users);
    }
    return found.get();
  }

  private static Decision standing(KeptRun run, Node node) {
    return run.past(node)
        .map(p -> Decision.reuse("finished in run " + p.runId()))
        .orElseGet(() -> Decision.skip("not asked for"));
  }

  private static Decision decide(KeptRun run, Node node, List<Node> inside) {
    RecordedPlan.Step then = run.step(node).orElseThrow();
    if (run.own(node).isPresent()) {
      return Decision.reuse("finished in this run");
    }
    if (run.left(node).isPresent()) {
      return Decision.adopt(run.left(node).get());
    }
    if (run.past(node).isPresent()) {
      return Decision.reuse(then.reason());
    }
    if (then.verb() == Verb.SKIP || then.verb() == Verb.BLOCKED) {
      return new Decision(then.verb(), then.reason());
    }
    for (Node before : run.shape().keptBefore(node)) {
      if (run.isRefused(before)) {
        return Decision.skip("the gate of " + before.name() + " refused");
      }
      if (run.past(before).isEmpty()) {
        return isSkipped(run, before)
            ? Decision.skip("needs " + before.name() + ", which was skipped")
            : Decision.blocked("needs " + before.name() + ", which has not finished in this run");
      }
    }
    return Decision.run(run.reason(node, inside));
  }

  private static boolean isSkipped(KeptRun run, Node node) {
    return run.step(node).filter(s -> s.verb() == Verb.SKIP).isPresent()
        || run.shape().keptBefore(node).stream()
            .anyMatch(b -> run.isRefused(b) || (run.past(b).isEmpty() && isSkipped(run, b)));
  }
}
