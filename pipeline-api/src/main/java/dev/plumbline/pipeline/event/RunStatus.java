package dev.plumbline.pipeline.event;

/** How a run or a step ended. */
public enum RunStatus {
  FINISHED,
  /** Its recorded output still stands. */
  REUSED,
  /** Not run because of a refused gate. */
  SKIPPED,
  FAILED,
  /** Not run because something it needs failed or is missing. */
  BLOCKED,
  KILLED
}
