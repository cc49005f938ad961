package dev.plumbline.cli.jar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Spark distribution has in its {@code jars} folder, by {@code spark-jars.txt}. Spark loads
 * its own classes before those of a submitted jar, so that a library it has in another version
 * counts as there too: a copy in the jar would never be used as a whole.
 */
final class SparkJars {
  private static final Pattern NAME = Pattern.compile("(.+?)-([0-9].*)\\.jar");
  private static final String CORE = "spark-core_2.13";

  private final Set<String> names = new HashSet<>();
  private final Map<String, String> versions = new HashMap<>();
  private final Map<String, String> unwanted = new HashMap<>();

  private SparkJars() {}

  static SparkJars read() throws IOException {
    SparkJars jars = new SparkJars();
    try (InputStream in = SparkJars.class.getResourceAsStream("spark-jars.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(jars::line);
    }
    return jars;
  }

  /** A jar's name; or one without version, and why it stays out; or a comment. */
  private void line(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" +", 2);
    if (words.length == 2) {
      unwanted.put(words[0], words[1]);
      return;
    }
    names.add(line);
    Matcher name = NAME.matcher(line);
    if (name.matches()) {
      versions.put(name.group(1), name.group(2));
    }
  }

  /** Why a jar stays out; empty for what goes in. */
  Optional<String> reason(Path place) {
    String file = place.getFileName().toString();
    if (names.contains(file)) {
      return Optional.of("Spark has it");
    }
    Matcher name = NAME.matcher(file);
    if (!name.matches()) {
      return Optional.empty();
    }
    String version = versions.get(name.group(1));
    return version == null
        ? Optional.ofNullable(unwanted.get(name.group(1)))
        : Optional.of("Spark has " + version);
  }

  /**
   * @throws IllegalStateException if the list is of another Spark than the one that was built with
   */
  void check(List<Path> places) {
    for (Path place : places) {
      Matcher name = NAME.matcher(place.getFileName().toString());
      if (name.matches()
          && name.group(1).equals(CORE)
          && !name.group(2).equals(versions.get(CORE))) {
        throw new IllegalStateException(
            "Cannot tell what Spark "
                + name.group(2)
                + " provides: spark-jars.txt lists "
                + versions.get(CORE)
                + ", write it anew from the jars folder of that distribution");
      }
    }
  }
}
