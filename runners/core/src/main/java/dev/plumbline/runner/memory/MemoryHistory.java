package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.pipeline.port.RunHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Remembers the runs that it is told of, as long as the process lives. Safe for many threads. */
public final class MemoryHistory implements RunHistory, RunListener {
  /**
   * A run that was told.
   *
   * @param status empty until it has ended
   */
  public record Run(
      String id, String pipeline, Optional<String> interval, Optional<RunStatus> status) {}

  private record Finished(PastStep step, Optional<String> interval) {}

  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<List<String>, RunEvent.StepStarted> started = new HashMap<>();
  private final List<Finished> finished = new ArrayList<>();

  @Override
  public synchronized void on(RunEvent event) {
    if (event instanceof RunEvent.RunStarted e) {
      runs.put(e.runId(), new Run(e.runId(), e.pipeline(), e.interval(), Optional.empty()));
    } else if (event instanceof RunEvent.StepStarted e) {
      started.put(List.of(e.runId(), e.step()), e);
    } else if (event instanceof RunEvent.StepFinished e && e.status() == RunStatus.FINISHED) {
      finished(e);
    } else if (event instanceof RunEvent.RunFinished e) {
      runs.computeIfPresent(
          e.runId(), (id, r) -> new Run(id, r.pipeline(), r.interval(), Optional.of(e.status())));
    }
  }

  @Override
  public void close() {
    // holds nothing open
  }

  private void finished(RunEvent.StepFinished end) {
    Run run = runs.get(end.runId());
    RunEvent.StepStarted start = started.remove(List.of(end.runId(), end.step()));
    if (run == null || start == null || end.output().isEmpty()) {
      return;
    }
    finished.add(
        new Finished(
            new PastStep(
                end.runId(),
                run.pipeline(),
                end.step(),
                end.fingerprint(),
                start.ingredients(),
                end.output().get(),
                end.stamp().at(),
                end.took()),
            run.interval()));
  }

  /** Every run, in the order in which they began. */
  public synchronized List<Run> runs() {
    return List.copyOf(runs.values());
  }

  @Override
  public synchronized Map<String, PastStep> find(Set<String> fingerprints) {
    Map<String, PastStep> found = new HashMap<>();
    for (Finished each : finished) {
      if (fingerprints.contains(each.step().fingerprint())) {
        found.put(each.step().fingerprint(), each.step());
      }
    }
    return found;
  }

  @Override
  public synchronized Map<String, PastStep> finished(String runId) {
    Map<String, PastStep> found = new HashMap<>();
    for (Finished each : finished) {
      if (each.step().runId().equals(runId)) {
        found.put(each.step().step(), each.step());
      }
    }
    return found;
  }

  @Override
  public synchronized Map<String, PastStep> latest(String pipeline, Optional<String> interval) {
    Map<String, PastStep> any = new HashMap<>();
    Map<String, PastStep> same = new HashMap<>();
    for (Finished each : finished) {
      if (each.step().pipeline().equals(pipeline)) {
        any.put(each.step().step(), each.step());
        if (each.interval().equals(interval)) {
          same.put(each.step().step(), each.step());
        }
      }
    }
    any.putAll(same);
    return any;
  }
}
