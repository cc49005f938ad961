package dev.plumbline.cli.rebuild;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.event.StepOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one place tells of a run: the events that came before, and what was made there.
 *
 * @param told in order; the first is the run's start
 * @param made empty for a place that only tells
 */
record Trace(List<RunEvent> told, Optional<Made> made) {
  Trace {
    told = List.copyOf(told);
  }

  /**
   * What a step left behind.
   *
   * @param commit told beside the step's end; empty for a model directory
   */
  record Made(
      String step,
      String fingerprint,
      StepOutput output,
      Instant at,
      Optional<RunEvent.Committed> commit) {}

  RunEvent.RunStarted start() {
    return (RunEvent.RunStarted) told.get(0);
  }

  /**
   * What was certainly told after all of these: the end of the step that made something, and of
   * those that were done within it.
   */
  List<RunEvent> after() {
    List<RunEvent> ends = new ArrayList<>();
    if (made.isEmpty()) {
      return ends;
    }
    Made it = made.get();
    Set<String> ended = new HashSet<>();
    told.forEach(e -> step(e).ifPresent(ended::add));
    Set<String> fused = new HashSet<>();
    Instant began = start().stamp().at();
    for (RunEvent event : told) {
      if (event instanceof RunEvent.StepStarted started) {
        if (started.step().equals(it.step())) {
          began = started.stamp().at();
        } else if (!ended.contains(started.step()) && fused.add(started.step())) {
          ends.add(
              end(started.step(), started.fingerprint(), new StepOutput.Fused(), Duration.ZERO));
        }
      }
    }
    it.commit().ifPresent(ends::add);
    ends.add(end(it.step(), it.fingerprint(), it.output(), Duration.between(began, it.at())));
    return ends;
  }

  private static Optional<String> step(RunEvent event) {
    return event instanceof RunEvent.StepFinished finished
        ? Optional.of(finished.step())
        : Optional.empty();
  }

  private RunEvent end(String step, String fingerprint, StepOutput output, Duration took) {
    return new RunEvent.StepFinished(
        next(),
        step,
        RunStatus.FINISHED,
        fingerprint,
        Optional.of(output),
        Map.of(),
        took.isNegative() ? Duration.ZERO : took,
        Optional.empty());
  }

  Stamp next() {
    RunEvent last = told.get(told.size() - 1);
    return new Stamp(
        last.runId(), last.stamp().sequence() + 1, made.map(Made::at).orElse(last.stamp().at()));
  }
}
