package dev.plumbline.dags.airflow;

import dev.plumbline.pipeline.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What differs between two documents, each with its path; the hash, which always does, is left out.
 */
final class Changes {
  private Changes() {}

  static List<String> between(byte[] before, byte[] after) {
    List<String> changes = new ArrayList<>();
    try {
      compare("", tree(before), tree(after), changes);
    } catch (IllegalArgumentException e) {
      changes.add(": isn't JSON");
    }
    changes.removeIf(change -> change.startsWith("/hash:"));
    return changes;
  }

  private static Object tree(byte[] bytes) {
    return Json.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private static void compare(String path, Object before, Object after, List<String> changes) {
    if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
      TreeSet<String> keys = new TreeSet<>();
      a.keySet().forEach(key -> keys.add((String) key));
      b.keySet().forEach(key -> keys.add((String) key));
      keys.forEach(key -> compare(path + "/" + key, a.get(key), b.get(key), changes));
    } else if (before instanceof List<?> a && after instanceof List<?> b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(path + "/" + i, a.get(i), b.get(i), changes);
      }
    } else if (!Objects.equals(before, after)) {
      changes.add(path + ": " + text(before) + " there, " + text(after) + " now");
    }
  }

  private static String text(Object value) {
    return value == null ? "nothing" : Json.write(value);
  }
}
