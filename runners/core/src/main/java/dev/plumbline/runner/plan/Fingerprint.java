package dev.plumbline.runner.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A step's identity: the hash of its named ingredients. An ingredient whose name begins with {@code
 * ~} is recorded beside them and not hashed, such as the version at which content was found.
 */
public record Fingerprint(String digest, SortedMap<String, String> ingredients) {
  /** Begins the name of what is recorded and not hashed. */
  public static final String ASIDE = "~";

  private static final int MOST = 60;

  public Fingerprint {
    ingredients = Collections.unmodifiableSortedMap(new TreeMap<>(ingredients));
  }

  /** Each text with its length before it, so that no two lists run into each other. */
  public static Fingerprint of(Map<String, String> ingredients) {
    SortedMap<String, String> sorted = new TreeMap<>(ingredients);
    StringBuilder all = new StringBuilder();
    for (Map.Entry<String, String> each : sorted.entrySet()) {
      if (!each.getKey().startsWith(ASIDE)) {
        all.append(each.getKey().length()).append(':').append(each.getKey());
        all.append(each.getValue().length()).append(':').append(each.getValue());
      }
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(all.toString().getBytes(StandardCharsets.UTF_8));
      return new Fingerprint(HexFormat.of().formatHex(digest, 0, 16), sorted);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What differs from an earlier fingerprint's ingredients, in words, sorted. */
  public List<String> changesSince(Map<String, String> before) {
    List<String> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(ingredients.keySet());
    for (String name : names) {
      String was = before.get(name);
      String is = ingredients.get(name);
      if (name.startsWith(ASIDE) || (was != null && was.equals(is))) {
        continue;
      }
      boolean readable =
          name.startsWith("parameter ")
              || name.startsWith("conf ")
              || name.equals("interval")
              || name.equals("mode");
      if (was == null) {
        changes.add(name + " is new");
      } else if (is == null) {
        changes.add(name + " is gone");
      } else {
        changes.add(
            name + (readable ? " changed from " + cut(was) + " to " + cut(is) : " changed"));
      }
    }
    return changes;
  }

  /** As much of a value as a reason has room for. */
  private static String cut(String value) {
    return value.length() > MOST ? value.substring(0, MOST - 1) + "…" : value;
  }
}
