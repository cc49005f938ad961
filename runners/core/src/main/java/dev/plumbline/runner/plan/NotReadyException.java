package dev.plumbline.runner.plan;

import java.util.List;

/** Input that is expected to come is not there yet: trying again later may help. */
public final class NotReadyException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> missing;

  public NotReadyException(String pipeline, List<String> missing) {
    super("Cannot run " + pipeline + " yet:\n  " + String.join("\n  ", missing));
    this.missing = List.copyOf(missing);
  }

  public List<String> missing() {
    return missing;
  }
}
