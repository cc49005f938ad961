package dev.plumbline.spark.runs;

import dev.plumbline.pipeline.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a table by its log, each with the time it was written; by path. None without a
 * table.
 */
record LiveFiles(SortedMap<String, FileTime> files) {
  static LiveFiles of(Path table) throws IOException {
    SortedMap<String, FileTime> files = new TreeMap<>();
    if (!Files.exists(table)) {
      return new LiveFiles(files);
    }
    Set<String> live = new TreeSet<>();
    List<Path> commits;
    try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
      commits = log.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    for (Path commit : commits) {
      for (String line : Files.readAllLines(commit)) {
        Map<?, ?> action = (Map<?, ?>) Json.parse(line);
        if (action.get("add") instanceof Map<?, ?> add) {
          live.add((String) add.get("path"));
        } else if (action.get("remove") instanceof Map<?, ?> remove) {
          live.remove((String) remove.get("path"));
        }
      }
    }
    for (String path : live) {
      files.put(path, Files.getLastModifiedTime(table.resolve(path)));
    }
    return new LiveFiles(files);
  }

  /** Those of the partition of one day. */
  LiveFiles on(String day) {
    return where(path -> path.startsWith("day=" + day + "/"));
  }

  /** Those of every other partition. */
  LiveFiles besides(String day) {
    return where(path -> !path.startsWith("day=" + day + "/"));
  }

  private LiveFiles where(Predicate<String> path) {
    SortedMap<String, FileTime> some = new TreeMap<>(files);
    some.keySet().removeIf(path.negate());
    return new LiveFiles(some);
  }
}
