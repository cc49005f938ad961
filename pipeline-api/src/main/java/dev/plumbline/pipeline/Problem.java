package dev.plumbline.pipeline;

/**
 * One mistake in a declaration.
 *
 * @param where the step, or {@code pipeline}, or the option that was given
 * @param message what is wrong: port, field, expected and actual, and what to do
 */
public record Problem(String where, String message) {
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
