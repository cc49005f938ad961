package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.RunStatus;
import java.util.Collection;
import java.util.stream.Stream;

/** Plumbline's ways to end as MLflow's, which has fewer. */
final class Statuses {
  private Statuses() {}

  /** How a run stands whose steps ended so: as the worst of them. */
  static RunStatus worst(RunStatus last, Collection<String> ended) {
    return Stream.of(RunStatus.FAILED, RunStatus.KILLED, RunStatus.BLOCKED)
        .filter(bad -> last == bad || ended.stream().anyMatch(end -> isStatus(end, bad)))
        .findFirst()
        .orElse(last);
  }

  /** The end of a step is told as its status, and why behind a colon. */
  private static boolean isStatus(String end, RunStatus status) {
    return end.equals(status.name()) || end.startsWith(status.name() + ":");
  }

  static dev.plumbline.tracking.RunStatus of(RunStatus status) {
    return switch (status) {
      case FINISHED, REUSED, SKIPPED -> dev.plumbline.tracking.RunStatus.FINISHED;
      case FAILED, BLOCKED -> dev.plumbline.tracking.RunStatus.FAILED;
      case KILLED -> dev.plumbline.tracking.RunStatus.KILLED;
    };
  }
}
