package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Features in use that a write by Plumbline can't keep, by the names that Delta's protocol uses.
 */
final class Obstacles {
  /** Features that are kept, or that need nothing of a writer unless something else is set. */
  private static final Set<String> KEPT =
      Set.of(
          "appendOnly",
          "invariants",
          "checkConstraints",
          "changeDataFeed",
          "generatedColumns",
          "columnMapping",
          "identityColumns",
          "deletionVectors",
          "timestampNtz",
          "domainMetadata",
          "rowTracking",
          "inCommitTimestamp",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "checkpointProtection",
          "clustering",
          "typeWidening",
          "typeWidening-preview");

  private static final int NEWEST_READER = 3;
  private static final int NEWEST_WRITER = 7;

  private Obstacles() {}

  static List<String> of(TableHead head, Writes mode) {
    List<String> found = new ArrayList<>();
    head.features().stream().filter(f -> !KEPT.contains(f)).forEach(found::add);
    Map<String, String> conf = head.configuration();
    if (!conf.getOrDefault("delta.columnMapping.mode", "none").equals("none")) {
      found.add("columnMapping");
    }
    if (on(conf, "delta.enableChangeDataFeed")) {
      found.add("changeDataFeed");
    }
    if (mode != Writes.APPEND && on(conf, "delta.appendOnly")) {
      found.add("appendOnly");
    }
    if (mode instanceof Writes.Merge && on(conf, "delta.enableRowTracking")) {
      found.add("rowTracking"); // rows that stay would be given other ids
    }
    if (conf.keySet().stream().anyMatch(k -> k.startsWith("delta.constraints."))) {
      found.add("checkConstraints");
    }
    columns(head.columns(), found);
    if (head.minReader() > NEWEST_READER || head.minWriter() > NEWEST_WRITER) {
      found.add("protocol " + head.minReader() + "/" + head.minWriter());
    }
    return found.stream().distinct().sorted().toList();
  }

  private static boolean on(Map<String, String> conf, String key) {
    return Boolean.parseBoolean(conf.getOrDefault(key, "false"));
  }

  private static void columns(List<StoredColumn> columns, List<String> found) {
    for (StoredColumn column : columns) {
      Set<?> keys = column.metadata().keySet();
      if (keys.contains("delta.generationExpression")) {
        found.add("generatedColumns");
      }
      if (keys.stream().anyMatch(k -> k.toString().startsWith("delta.identity."))) {
        found.add("identityColumns");
      }
      if (keys.contains("delta.invariants")) {
        found.add("invariants");
      }
      if (column.type() instanceof Map<?, ?> tree && "struct".equals(tree.get("type"))) {
        columns(StoredColumn.list(tree), found);
      }
    }
  }
}
