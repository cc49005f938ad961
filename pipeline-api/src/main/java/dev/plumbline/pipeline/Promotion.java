package dev.plumbline.pipeline;

import java.util.Optional;

/** What happens to a version that passed its gate: an alias moves to it, or nothing more. */
public record Promotion(Optional<String> alias) {
  /** The version is registered, and a person promotes it. */
  public static Promotion none() {
    return new Promotion(Optional.empty());
  }

  /** The alias moves to the new version, if it still stands where the plan saw it. */
  public static Promotion to(String alias) {
    return new Promotion(Optional.of(alias));
  }
}
