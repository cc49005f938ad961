package dev.plumbline.spark.rows;

import dev.plumbline.runner.engine.StepFailure;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/** What a step threw, in a form that reaches the driver. */
public final class Failures {
  private Failures() {}

  /**
   * A failure of this step. A cause that can't be serialized, since it holds a user's object, goes
   * as its text and stack.
   */
  public static StepFailure of(String step, Throwable cause) {
    if (cause instanceof StepFailure inner) {
      return inner;
    }
    return new StepFailure(step, travels(cause) ? cause : copy(cause));
  }

  private static boolean travels(Throwable cause) {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      out.writeObject(cause);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static RuntimeException copy(Throwable cause) {
    RuntimeException copy =
        new RuntimeException(
            cause.getClass().getName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage()));
    copy.setStackTrace(cause.getStackTrace());
    return copy;
  }
}
