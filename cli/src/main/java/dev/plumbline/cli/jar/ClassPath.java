package dev.plumbline.cli.jar;

import dev.plumbline.cli.Surroundings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The jars and folders of this process, in order; the launcher put the project's among them. */
final class ClassPath {
  private ClassPath() {}

  /** With those of Spark's folder, also when this process runs without that engine. */
  static List<Path> places(Surroundings surroundings) throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path place = Path.of(entry).toAbsolutePath().normalize();
      if (!entry.isEmpty() && Files.exists(place)) {
        places.add(place);
      }
    }
    if (surroundings.lib().isPresent()) {
      places.addAll(jars(surroundings.lib().get().resolve("spark")));
    }
    return List.copyOf(places);
  }

  private static List<Path> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.filter(f -> f.toString().endsWith(".jar")).sorted().toList());
    }
  }
}
