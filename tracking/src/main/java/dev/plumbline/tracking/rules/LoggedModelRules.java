package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.util.regex.Pattern;

/** What a logged model's name, parameters and tags may be. Nothing is cut. */
public final class LoggedModelRules {
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");
  private static final String FORBIDDEN = "/:.%\"'";
  private static final int KEY_LENGTH = 255;

  private LoggedModelRules() {}

  /** Refuses what can't be a model's id: it names a folder too. */
  public static String modelId(String modelId) {
    if (!ID.matcher(modelId).matches()) {
      throw TrackingException.invalid(
          "Invalid value " + Literals.json(modelId) + " for parameter 'model_id' supplied.");
    }
    return modelId;
  }

  /** Refuses a name that can't stand in a models: address. */
  public static String name(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
      throw TrackingException.invalid(
          "Invalid model name ("
              + Literals.python(name)
              + ") provided. Model name must be a non-empty string and cannot contain the following"
              + " characters: ('/', ':', '.', '%', '\"', \"'\")");
    }
    return Keys.checkLength("name", 500, name);
  }

  /** Refuses a key that is too long. */
  public static Param param(Param param) {
    Keys.checkLength("key", KEY_LENGTH, param.key());
    return param;
  }

  /** Refuses a key that is too long. */
  public static Tag tag(Tag tag) {
    Keys.checkLength("key", KEY_LENGTH, tag.key());
    return tag;
  }
}
