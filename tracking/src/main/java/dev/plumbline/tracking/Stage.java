package dev.plumbline.tracking;

import java.util.Locale;

/** A model version's stage: older than aliases, still served by MLflow. */
public enum Stage {
  /** No stage was given. */
  NONE("None"),
  /** A candidate. */
  STAGING("Staging"),
  /** In use. */
  PRODUCTION("Production"),
  /** Retired. */
  ARCHIVED("Archived");

  private final String word;

  Stage(String word) {
    this.word = word;
  }

  /** MLflow's word, as it is stored and sent. */
  public String word() {
    return word;
  }

  /** Whether moving a version here may archive those that hold the stage. */
  public boolean isActive() {
    return this == STAGING || this == PRODUCTION;
  }

  /** The stage of that word, in any case. Throws INVALID_PARAMETER_VALUE for any other word. */
  public static Stage of(String word) {
    for (Stage stage : values()) {
      if (stage.word.toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))) {
        return stage;
      }
    }
    throw TrackingException.invalid(
        "Invalid Model Version stage: "
            + word
            + ". Value must be one of None, Staging, Production, Archived.");
  }
}
