package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.TrackingException;

/** A run's row with its number, by which everything logged to it is found. */
record RunRow(long key, RunInfo info) {
  /** This run if it may be written to. */
  RunRow active() {
    if (info.lifecycleStage() != LifecycleStage.ACTIVE) {
      throw TrackingException.invalid(
          "The run "
              + info.runId()
              + " must be in the 'active' state. Current state is "
              + info.lifecycleStage().word()
              + ".");
    }
    return this;
  }
}
