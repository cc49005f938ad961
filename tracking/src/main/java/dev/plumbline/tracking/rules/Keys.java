package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.TrackingException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a key of a metric, param or tag, and a model's name, may be. */
final class Keys {
  private Keys() {}

  /** Refuses a key with other characters, or one that as a path would be another path. */
  static void check(String key, String parameter) {
    if (!key.codePoints().allMatch(Keys::isAllowed)) {
      throw invalidValue(
          parameter,
          key,
          "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.),"
              + " spaces ( ), colon(:) and slashes (/).");
    }
    checkPath(key, parameter);
  }

  private static boolean isAllowed(int c) {
    return Character.isLetterOrDigit(c) || "/_.- :".indexOf(c) >= 0;
  }

  /** Refuses a name that as a path would be another path, or none below its folder. */
  static void checkPath(String name, String parameter) {
    String normal = normalPath(name);
    if (!normal.equals(name)
        || normal.equals(".")
        || normal.startsWith("..")
        || normal.startsWith("/")) {
      throw invalidValue(
          parameter,
          name,
          "Names may be treated as files in certain cases, and must not resolve to other names"
              + " when treated as such. This name would resolve to "
              + Literals.python(normal));
    }
  }

  /** A text no longer than that. */
  static String checkLength(String what, int limit, String text) {
    if (text.length() > limit) {
      throw TrackingException.invalid(
          "'" + what + "' exceeds the maximum length of " + limit + " characters");
    }
    return text;
  }

  /** A text cut at that length, as MLflow does by default; no half of a character stays. */
  static String truncated(int limit, String text) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end);
  }

  static TrackingException invalidValue(String parameter, String value, String why) {
    return TrackingException.invalid(
        "Invalid value "
            + Literals.json(value)
            + " for parameter '"
            + parameter
            + "' supplied: "
            + why);
  }

  /** POSIX's normal form of a path: what Python's posixpath.normpath gives. */
  static String normalPath(String path) {
    if (path.isEmpty()) {
      return ".";
    }
    String root =
        path.startsWith("//") && !path.startsWith("///") ? "//" : path.startsWith("/") ? "/" : "";
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      boolean up = part.equals("..");
      if (!up || (parts.isEmpty() && root.isEmpty()) || "..".equals(parts.peekLast())) {
        parts.addLast(part);
      } else if (!parts.isEmpty()) {
        parts.removeLast();
      }
    }
    String normal = root + String.join("/", parts);
    return normal.isEmpty() ? "." : normal;
  }
}
