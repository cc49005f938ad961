package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.Parameters;
import dev.plumbline.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** Every parameter of pipeline and steps: {@code pipeline.x}, {@code step.x}. */
  public SortedMap<String, String> parameters() {
    SortedMap<String, String> all = new TreeMap<>();
    Parameters.flatten(pipeline.parameters()).forEach((k, v) -> all.put("pipeline." + k, v));
    for (Node node : pipeline.nodes()) {
      node.step()
          .map(Parameters::flatten)
          .ifPresent(own -> own.forEach((k, v) -> all.put(node.name() + "." + k, v)));
    }
    return all;
  }

  /** Whether an engine is needed. */
  public boolean computes() {
    return steps.stream().anyMatch(s -> s.decision().mayRun());
  }

  /** Whether anything is left to do: to compute, or to take over. */
  public boolean works() {
    return computes() || steps.stream().anyMatch(s -> s.decision().verb() == Verb.ADOPT);
  }

  /** The first step that cannot run for want of something, if any. */
  public Optional<PlannedStep> blocked() {
    return steps.stream().filter(s -> s.decision().verb() == Verb.BLOCKED).findFirst();
  }
}
