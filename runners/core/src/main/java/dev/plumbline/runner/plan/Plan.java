package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;

/**
 * What a run will do, step by step. A value: everything outside is resolved in it, and a run that
 * is given it resolves nothing again.
 *
 * @param steps in the order of declaration
 */
public record Plan(
    Pipeline pipeline,
    Optional<Interval> interval,
    String engine,
    Pins pins,
    List<PlannedStep> steps) {
  public Plan {
    steps = List.copyOf(steps);
  }

  public PlannedStep step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** Whether an engine is needed. */
  public boolean computes() {
    return steps.stream().anyMatch(s -> s.decision().mayRun());
  }

  /** The first step that cannot run for want of something, if any. */
  public Optional<PlannedStep> blocked() {
    return steps.stream().filter(s -> s.decision().verb() == Verb.BLOCKED).findFirst();
  }
}
