package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** How a record differs from stored columns. */
final class MemoryMatch {
  private final List<String> differences = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  static MemoryMatch of(Schema<?> schema, List<MemoryColumn> columns) {
    MemoryMatch match = new MemoryMatch();
    MemoryColumn.compare(schema.type().getSimpleName(), "", schema, columns, match);
    return match;
  }

  void differs(String sentence) {
    differences.add(sentence);
  }

  void misses(String path) {
    missing.add(path);
  }

  List<String> differences() {
    return List.copyOf(differences);
  }

  List<String> missing() {
    return List.copyOf(missing);
  }
}
