package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.RunStatus;

/** Plumbline's ways to end as MLflow's, which has fewer. */
final class Statuses {
  private Statuses() {}

  static dev.plumbline.tracking.RunStatus of(RunStatus status) {
    return switch (status) {
      case FINISHED, REUSED, SKIPPED -> dev.plumbline.tracking.RunStatus.FINISHED;
      case FAILED, BLOCKED -> dev.plumbline.tracking.RunStatus.FAILED;
      case KILLED -> dev.plumbline.tracking.RunStatus.KILLED;
    };
  }
}
