package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;

/** What an experiment's name, id and tags, and a dataset's fields, may be. Nothing is cut. */
public final class ExperimentRules {
  private static final int NAME_LENGTH = 500;
  private static final int LOCATION_LENGTH = 2048;
  private static final int TAG_KEY_LENGTH = 250;
  private static final int TAG_LENGTH = 20_000;

  private ExperimentRules() {}

  /** Refuses an empty or overlong name. */
  public static String name(String name) {
    if (name.isEmpty()) {
      throw TrackingException.invalid("Invalid experiment name: ''");
    }
    return Keys.checkLength("name", NAME_LENGTH, name);
  }

  /** An experiment's number. */
  public static long id(String experimentId) {
    try {
      return Long.parseLong(experimentId.strip());
    } catch (NumberFormatException e) {
      throw TrackingException.invalid(
          "Invalid experiment ID '" + experimentId + "'. Experiment ID must be a valid integer.");
    }
  }

  /** Refuses a location that needs another store to be understood, or an overlong one. */
  public static String artifactLocation(String location) {
    if (location.startsWith("runs:")) {
      throw TrackingException.invalid(
          "Artifact location cannot be a runs:/ URI. Given: '" + location + "'");
    }
    if (location.length() > LOCATION_LENGTH) {
      throw TrackingException.invalid(
          "Invalid artifact path length. The length of the artifact path cannot be greater than "
              + LOCATION_LENGTH
              + ". To configure this limit, please set the MLFLOW_ARTIFACT_LOCATION_MAX_LENGTH"
              + " environment variable.");
    }
    return location;
  }

  /** Refuses a tag that is too long. */
  public static Tag tag(Tag tag) {
    Keys.check(tag.key(), "key");
    Keys.checkLength("key", TAG_KEY_LENGTH, tag.key());
    Keys.checkLength("value", TAG_LENGTH, tag.value());
    return tag;
  }

  /** Refuses an input whose dataset or tags are too long. */
  public static DatasetInput input(DatasetInput input) {
    Dataset dataset = input.dataset();
    Keys.checkLength("name", 500, dataset.name());
    Keys.checkLength("digest", 36, dataset.digest());
    Keys.checkLength("source", 65_535, dataset.source());
    dataset.schema().ifPresent(schema -> Keys.checkLength("schema", 1_048_575, schema));
    dataset.profile().ifPresent(profile -> Keys.checkLength("profile", 16_777_215, profile));
    for (Tag tag : input.tags()) {
      Keys.checkLength("key", 255, tag.key());
      Keys.checkLength("value", 500, tag.value());
    }
    return input;
  }
}
