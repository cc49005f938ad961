package dev.plumbline.pipeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The closest of some names, if any is near enough: at most a third of it differs, or 2. */
  public static Optional<String> to(String name, Collection<String> names) {
    int limit = Math.max(2, name.length() / 3);
    return names.stream()
        .filter(n -> distance(name, n) <= limit)
        .min(Comparator.<String>comparingInt(n -> distance(name, n)).thenComparing(n -> n));
  }

  /** For example {@code names column 'dya', which is none of [day, delay]; did you mean 'day'?}. */
  public static String unknown(String what, String name, Collection<String> names) {
    return "names " + what + " '" + name + "', which is none of " + names + meant(name, names);
  }

  /** For example {@code there are [day, delay]; did you mean 'day'?}. */
  public static String among(String name, Collection<String> names) {
    return "there are " + names + meant(name, names);
  }

  private static String meant(String name, Collection<String> names) {
    return to(name, names).map(n -> "; did you mean '" + n + "'?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int next = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(next, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
