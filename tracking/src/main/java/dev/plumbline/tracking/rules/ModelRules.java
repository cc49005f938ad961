package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a registered model's name, tags and aliases may be. Nothing is cut. */
public final class ModelRules {
  /** The alias that always reads the newest version and can't be set. */
  private static final String LATEST = "latest";

  private static final int TAG_KEY_LENGTH = 250;
  private static final int TAG_LENGTH = 100_000;
  private static final int ALIAS_LENGTH = 255;
  private static final Pattern ALIAS =
      Pattern.compile("[\\w\\-]*", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern VERSION_ALIAS = Pattern.compile("[vV]\\d+");

  private ModelRules() {}

  /** Refuses an empty name, or one that can't stand in a models: address. */
  public static String name(String name) {
    return name(name, "name");
  }

  /** The same for the name that a model is to get. */
  public static String newName(String name) {
    return name(name, "new_name");
  }

  private static String name(String name, String parameter) {
    if (name.isBlank()) {
      throw TrackingException.invalid("Missing value for required parameter '" + parameter + "'.");
    }
    if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0) {
      throw TrackingException.invalid(
          "Invalid model name '" + name + "'. Names cannot contain '/' or ':'.");
    }
    Keys.checkPath(name, "name");
    return name;
  }

  /** Refuses a tag that is too long. */
  public static Tag tag(Tag tag) {
    Keys.check(tag.key(), "key");
    Keys.checkLength("key", TAG_KEY_LENGTH, tag.key());
    Keys.checkLength("value", TAG_LENGTH, tag.value());
    return tag;
  }

  /** Refuses a tag key with characters that no tag has. */
  public static String tagKey(String key) {
    Keys.check(key, "key");
    return key;
  }

  /** Refuses what can't be an alias. */
  public static String alias(String alias) {
    if (alias.isEmpty()) {
      throw TrackingException.invalid("Registered model alias name cannot be empty.");
    }
    if (!ALIAS.matcher(alias).matches()) {
      throw TrackingException.invalid(
          "Invalid alias name: '"
              + alias
              + "'. Names may only contain alphanumerics, underscores (_), and dashes (-).");
    }
    return Keys.checkLength("Registered model alias name", ALIAS_LENGTH, alias);
  }

  /** Refuses what can't be set as an alias: the reserved ones too. */
  public static String newAlias(String alias) {
    alias(alias);
    if (isLatest(alias)) {
      throw TrackingException.invalid("'latest' alias name (case insensitive) is reserved.");
    }
    if (VERSION_ALIAS.matcher(alias).matches()) {
      throw TrackingException.invalid("Version alias name '" + alias + "' is reserved.");
    }
    return alias;
  }

  /** Whether an alias means the newest version. */
  public static boolean isLatest(String alias) {
    return alias.toLowerCase(Locale.ROOT).equals(LATEST);
  }
}
