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
 * Turns what an earlier process of the same run committed without recording it into steps that are
 * taken over, in a plan that was made anew for that run.
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
    Map<String, PastStep> adopted = new HashMap<>();
    for (PlannedStep step : plan.steps()) {
      if (step.decision().mayRun()) {
        left(plan, step, leftovers, runId).ifPresent(past -> adopted.put(step.name(), past));
      }
    }
    if (adopted.isEmpty()) {
      return plan;
    }
    Shape shape = new Shape(plan.pipeline());
    List<PlannedStep> steps = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      steps.add(
          taking(plan, shape, step, adopted)
              .map(
                  past ->
                      new PlannedStep(
                          step.node(),
                          step.fingerprint(),
                          Decision.adopt(past),
                          Optional.of(past),
                          step.estimate()))
              .orElse(step));
    }
    return new Plan(plan.pipeline(), plan.interval(), plan.engine(), plan.pins(), steps);
  }

  /** What is taken over for a step; a fused one goes with its user where no other runs. */
  private static Optional<PastStep> taking(
      Plan plan, Shape shape, PlannedStep step, Map<String, PastStep> adopted) {
    PastStep own = adopted.get(step.name());
    if (own != null || Shape.isKept(step.node())) {
      return Optional.ofNullable(own);
    }
    List<Node> users = shape.keptUsers(step.node());
    boolean runs =
        users.stream()
            .anyMatch(
                u -> plan.step(u.name()).decision().mayRun() && !adopted.containsKey(u.name()));
    return runs
        ? Optional.empty()
        : users.stream().map(u -> adopted.get(u.name())).filter(Objects::nonNull).findFirst();
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
