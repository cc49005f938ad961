package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.port.PastStep;

/** What will be done with a step, and why. */
public record Decision(Verb verb, String reason) {
  private static final String APPENDS = "appends again in each run";

  static Decision run(String reason) {
    return new Decision(Verb.RUN, reason);
  }

  static Decision append() {
    return run(APPENDS);
  }

  static Decision reuse(String reason) {
    return new Decision(Verb.REUSE, reason);
  }

  static Decision adopt(PastStep left) {
    String what =
        left.output() instanceof StepOutput.Rows rows ? "committed as " + rows.version() : "stored";
    return new Decision(Verb.ADOPT, what + " in this run, which ended before it was recorded");
  }

  static Decision skip(String reason) {
    return new Decision(Verb.SKIP, reason);
  }

  static Decision blocked(String reason) {
    return new Decision(Verb.BLOCKED, reason);
  }

  /** Whether nothing but its being an append makes the step run. */
  public boolean isAppend() {
    return reason.equals(APPENDS);
  }

  /** Whether the step may run, as far as the plan can tell. */
  public boolean mayRun() {
    return verb == Verb.RUN || verb == Verb.RECOMPUTE || verb == Verb.MAYBE;
  }
}
