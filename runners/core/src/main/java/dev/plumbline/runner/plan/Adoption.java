package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.port.PastStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns what an earlier process of the same run committed into steps that stand as they are, in a
 * plan that was made anew for that run: what it recorded is reused, even of a write that any other
 * run would do again, and what it could not record is taken over.
 */
public final class Adoption {
  private final PlanningServices services;

  public Adoption(PlanningServices services) {
    this.services = services;
  }

  /**
   * @throws IllegalArgumentException when a step is committed already, and as something else than
   *     what the plan would commit
   */
  public Plan into(Plan plan, String runId) {
    Leftovers leftovers = new Leftovers(services, plan.pins().locations(), plan.interval(), runId);
    Map<String, PastStep> finished = services.history().finished(runId);
    Map<String, Standing> standing = new HashMap<>();
    for (PlannedStep step : plan.steps()) {
      if (step.decision().mayRun()) {
        recorded(step, finished)
            .filter(own -> step.node() instanceof Node.Write)
            .or(() -> left(plan, step, leftovers, runId).map(Standing::adopted))
            .ifPresent(stands -> standing.put(step.name(), stands));
      }
    }
    if (standing.isEmpty()) {
      return plan;
    }
    Shape shape = new Shape(plan.pipeline());
    List<PlannedStep> steps = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      steps.add(
          of(plan, shape, step, standing, finished).map(stands -> stands.as(step)).orElse(step));
    }
    return new Plan(plan.pipeline(), plan.interval(), plan.engine(), plan.pins(), steps);
  }

  /** A step that stands, and why. */
  private record Standing(Decision decision, PastStep past) {
    static Standing adopted(PastStep past) {
      return new Standing(Decision.adopt(past), past);
    }

    PlannedStep as(PlannedStep step) {
      return new PlannedStep(
          step.node(), step.fingerprint(), decision, Optional.of(past), step.estimate());
    }
  }

  /** What stands for a step; a fused one goes with its user where no other runs. */
  private static Optional<Standing> of(
      Plan plan,
      Shape shape,
      PlannedStep step,
      Map<String, Standing> standing,
      Map<String, PastStep> finished) {
    Standing own = standing.get(step.name());
    if (own != null || Shape.isKept(step.node())) {
      return Optional.ofNullable(own);
    }
    List<Node> users = shape.keptUsers(step.node());
    boolean runs =
        users.stream()
            .anyMatch(
                u -> plan.step(u.name()).decision().mayRun() && !standing.containsKey(u.name()));
    return runs
        ? Optional.empty()
        : users.stream()
            .map(u -> standing.get(u.name()))
            .filter(Objects::nonNull)
            .findFirst()
            .map(user -> recorded(step, finished).orElse(user));
  }

  private static Optional<Standing> recorded(PlannedStep step, Map<String, PastStep> finished) {
    return Optional.ofNullable(finished.get(step.name()))
        .filter(past -> past.fingerprint().equals(step.fingerprint().digest()))
        .map(past -> new Standing(Decision.reuse("finished in this run"), past));
  }

  private static Optional<PastStep> left(
      Plan plan, PlannedStep step, Leftovers leftovers, String runId) {
    for (Leftovers.Found found : leftovers.of(step.node())) {
      if (found.fingerprint().equals(step.fingerprint().digest())) {
        return Optional.of(
            new PastStep(
                runId,
                plan.pipeline().name(),
                step.name(),
                found.fingerprint(),
                step.fingerprint().ingredients(),
                found.output(),
                found.at(),
                Duration.ZERO));
      }
      if (step.node() instanceof Node.Write) {
        throw new IllegalArgumentException(
            "Cannot go on with run " + runId + ": " + Leftovers.foreign(step.node(), found));
      }
    }
    return Optional.empty();
  }
}
