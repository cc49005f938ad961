package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.TrackingException;
import java.util.ArrayList;
import java.util.List;

/** The params of one call whose keys were logged before with other values. */
public final class ParamConflicts {
  private final List<String> shown = new ArrayList<>();

  /** Adds one. */
  public void add(Param param, String logged) {
    shown.add(
        "{'key': "
            + Literals.python(param.key())
            + ", 'old_value': "
            + Literals.python(logged)
            + ", 'new_value': "
            + Literals.python(param.value())
            + "}");
  }

  /** Throws if there are any, naming all. */
  public void check(String runId) {
    if (!shown.isEmpty()) {
      throw TrackingException.invalid(
          "Changing param values is not allowed. Params were already logged='"
              + shown
              + "' for run ID='"
              + runId
              + "'.");
    }
  }

  /** The error for a param that was logged by itself. */
  public static TrackingException single(Param param, String logged, String runId) {
    return TrackingException.invalid(
        "Changing param values is not allowed. Param with key='"
            + param.key()
            + "' was already logged with value='"
            + logged
            + "' for run ID='"
            + runId
            + "'. Attempted logging new value '"
            + param.value()
            + "'.");
  }
}
