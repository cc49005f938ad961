package dev.plumbline.cli.command;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.run.RunResult;

/** The exit codes of {@code plumb}; schedulers build on them. */
public final class Exit {
  public static final int DONE = 0;
  public static final int FAILED = 1;

  /** Bad usage, bad conf, or a plan that is refused. */
  public static final int REFUSED = 2;

  /** Input isn't there yet: try again later. */
  public static final int NOT_READY = 3;

  /** Done, but a gate let no new version through. */
  public static final int GATE_REFUSED = 4;

  /** Something that the run needs doesn't exist, or another run is at the same work. */
  public static final int BLOCKED = 5;

  private Exit() {}

  static int of(RunResult result) {
    if (result.status() == RunStatus.BLOCKED) {
      return BLOCKED;
    }
    if (result.status() != RunStatus.FINISHED) {
      return FAILED;
    }
    return result.refused().isEmpty() ? DONE : GATE_REFUSED;
  }
}
