package dev.plumbline.tracking;

/** How far a run is, in MLflow's words. */
public enum RunStatus {
  /** Begun, not ended. */
  RUNNING,
  /** Waits to begin. */
  SCHEDULED,
  /** Ended well. */
  FINISHED,
  /** Ended by a failure. */
  FAILED,
  /** Ended by someone. */
  KILLED
}
