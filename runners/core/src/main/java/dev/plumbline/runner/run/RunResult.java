package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param steps in the order in which they ended
 * @param refused the register steps whose gate refused
 * @param error why the run failed, where that is no step's failure alone
 */
public record RunResult(
    String runId,
    RunStatus status,
    List<Step> steps,
    List<String> refused,
    Duration took,
    Optional<String> error) {
  public RunResult {
    steps = List.copyOf(steps);
    refused = List.copyOf(refused);
  }

  /** How one step ended. */
  public record Step(
      String name, RunStatus status, Optional<StepOutput> output, Optional<String> error) {}

  public Optional<Step> failed() {
    return steps.stream()
        .filter(s -> s.status() == RunStatus.FAILED || s.status() == RunStatus.KILLED)
        .findFirst();
  }

  public Optional<Step> step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
