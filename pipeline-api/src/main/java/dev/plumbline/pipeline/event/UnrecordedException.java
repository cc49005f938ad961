package dev.plumbline.pipeline.event;

/**
 * What happens in a run can't be kept, not even for later: the run fails and says so, rather than
 * go on unrecorded.
 */
public final class UnrecordedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message that says what is lost and what to do. */
  public UnrecordedException(String message, Throwable cause) {
    super(message, cause);
  }
}
