package dev.plumbline.tracking;

import java.util.Objects;

/**
 * What every store throws. Messages of MLflow's own rules are MLflow's, so that a client of the
 * reference reads what it knows. Nothing was written when it is thrown, unless it says that this
 * can't be told.
 */
public final class TrackingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /** A failure without a cause beneath it. */
  public TrackingException(ErrorCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code);
  }

  /** A failure of what lies beneath the store. */
  public TrackingException(ErrorCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code);
  }

  /** The caller's mistake. */
  public static TrackingException invalid(String message) {
    return new TrackingException(ErrorCode.INVALID_PARAMETER_VALUE, message);
  }

  /** Something asked for isn't there. */
  public static TrackingException missing(String message) {
    return new TrackingException(ErrorCode.RESOURCE_DOES_NOT_EXIST, message);
  }

  /** MLflow's code for this failure. */
  public ErrorCode code() {
    return code;
  }
}
