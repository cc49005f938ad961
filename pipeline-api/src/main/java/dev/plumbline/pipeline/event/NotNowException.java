package dev.plumbline.pipeline.event;

/**
 * A listener can't take an event now, and may take it later: what it writes to is away, or full.
 */
public final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The cause says what is away, and what to do. */
  public NotNowException(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
