package dev.plumbline.runner.engine;

/** A step that failed, by the user's code or its data; its cause says how. */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String step;

  public StepFailure(String step, Throwable cause) {
    super(
        "Step " + step + " failed: " + (cause.getMessage() == null ? cause : cause.getMessage()),
        cause);
    this.step = step;
  }

  public String step() {
    return step;
  }
}
