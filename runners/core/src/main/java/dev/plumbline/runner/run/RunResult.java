package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Of a run that was done before, and of which nothing is left to do: how its steps stand. */
  public static RunResult standing(String runId, Plan plan) {
    List<Step> steps = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      boolean own = step.past().filter(past -> past.runId().equals(runId)).isPresent();
      RunStatus status =
          switch (step.decision().verb()) {
            case SKIP -> RunStatus.SKIPPED;
            case BLOCKED -> RunStatus.BLOCKED;
            default -> own ? RunStatus.FINISHED : RunStatus.REUSED;
          };
      Optional<StepOutput> output = step.past().map(PastStep::output);
      Optional<String> why =
          status == RunStatus.SKIPPED || status == RunStatus.BLOCKED
              ? Optional.of(step.decision().reason())
              : Optional.empty();
      steps.add(new Step(step.name(), status, output, why));
      if (output
          .filter(o -> o instanceof StepOutput.Version v && v.version().isEmpty())
          .isPresent()) {
        refused.add(step.name());
      }
    }
    return new RunResult(
        runId, RunStatus.FINISHED, steps, refused, Duration.ZERO, Optional.empty());
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
