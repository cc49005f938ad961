package dev.plumbline.tracking.server.wire;

import dev.plumbline.tracking.TrackingException;
import java.util.Objects;

/** What is answered instead of what was asked for. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Code code;

  /** A refusal in those words. */
  public Refusal(Code code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  /** A store's refusal. */
  public static Refusal of(TrackingException e) {
    return new Refusal(Code.of(e.code()), e.getMessage());
  }

  /** The caller's mistake. */
  public static Refusal invalid(String message) {
    return new Refusal(Code.INVALID_PARAMETER_VALUE, message);
  }

  static Refusal missing(String path) {
    return invalid("Missing value for required parameter '" + path + "'." + SEE);
  }

  static Refusal value(String path, String literal, String type) {
    return invalid(
        "Invalid value "
            + literal
            + " for parameter '"
            + path
            + "' supplied:  Hint: Value was of type '"
            + type
            + "'."
            + SEE);
  }

  private static final String SEE =
      " See the API docs for more information about request parameters.";

  /** MLflow's code, and the status with it. */
  public Code code() {
    return code;
  }
}
