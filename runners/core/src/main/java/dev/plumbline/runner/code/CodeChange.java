package dev.plumbline.runner.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says in words what differs between two states of a step's code, one line for each ingredient:
 * what changed first, then what is newly reached, then what no longer is.
 */
public final class CodeChange {
  private final SortedMap<String, String> before;
  private final SortedMap<String, String> now;
  private final List<String> changed = new ArrayList<>();
  private final List<String> gained = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();

  private CodeChange(Map<String, String> before, Map<String, String> now) {
    this.before = new TreeMap<>(before);
    this.now = new TreeMap<>(now);
  }

  /** Empty when the digests are equal. */
  public static List<String> between(CodeFingerprint before, CodeFingerprint now) {
    return before.digest().equals(now.digest())
        ? List.of()
        : between(before.ingredients(), now.ingredients());
  }

  /** The same, from recorded {@link CodeFingerprint#ingredients()}. */
  public static List<String> between(Map<String, String> before, Map<String, String> now) {
    return new CodeChange(before, now).lines();
  }

  private List<String> lines() {
    pairLibraries();
    now.forEach(
        (name, value) -> {
          String old = before.remove(name);
          if (old == null) {
            gained.add(name + " is now reached");
          } else if (!old.equals(value)) {
            changed.add(line(name, old, value));
          }
        });
    before.keySet().forEach(name -> lost.add(name + " is no longer reached"));
    List<String> lines = new ArrayList<>(changed);
    lines.addAll(gained);
    lines.addAll(lost);
    return List.copyOf(lines);
  }

  private static String line(String name, String old, String value) {
    return switch (name) {
      case CodeFingerprints.JAVA -> "Java " + old + " became Java " + value;
      case CodeFingerprints.RULES -> "the rules of code fingerprints changed";
      default -> name + " changed";
    };
  }

  /** A library under another file name is the same one, with another version or none. */
  private void pairLibraries() {
    for (String name : List.copyOf(now.keySet())) {
      if (!name.startsWith(CodeFingerprint.LIBRARY) || before.containsKey(name)) {
        continue;
      }
      Optional<String> old = formerName(name);
      if (old.isPresent()) {
        String was = before.remove(old.get());
        if (!now.remove(name).equals(was)) {
          changed.add(old.get() + " became " + name.substring(CodeFingerprint.LIBRARY.length()));
        }
      }
    }
  }

  private Optional<String> formerName(String name) {
    List<String> gone = new ArrayList<>();
    for (String old : before.keySet()) {
      if (old.startsWith(CodeFingerprint.LIBRARY) && !now.containsKey(old)) {
        gone.add(old);
      }
    }
    for (String old : gone) {
      if (before.get(old).equals(now.get(name))) {
        return Optional.of(old);
      }
    }
    return gone.stream().filter(old -> artifact(old).equals(artifact(name))).findFirst();
  }

  /** {@code library foo-1.0.jar} without its version. */
  private static String artifact(String library) {
    for (int i = 1; i < library.length(); i++) {
      if (library.charAt(i - 1) == '-' && Character.isDigit(library.charAt(i))) {
        return library.substring(0, i - 1);
      }
    }
    return library.endsWith(".jar") ? library.substring(0, library.length() - 4) : library;
  }
}
