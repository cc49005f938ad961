package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.TableCommit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One commit of a log with all its actions. */
record LogCommit(long version, List<Map<?, ?>> actions) {
  private Optional<Map<?, ?>> first(String name) {
    return actions.stream()
        .filter(a -> a.get(name) instanceof Map<?, ?>)
        .findFirst()
        .map(a -> (Map<?, ?>) a.get(name));
  }

  boolean holds(String transaction) {
    return actions.stream()
        .anyMatch(a -> a.get("txn") instanceof Map<?, ?> t && transaction.equals(t.get("appId")));
  }

  /** Whether it added or removed rows of a range; rearranged files are no change. */
  boolean changes(PartitionRange range) {
    return actions.stream()
        .anyMatch(
            a ->
                (a.get("add") instanceof Map<?, ?> f && changes(f, range))
                    || (a.get("remove") instanceof Map<?, ?> r && changes(r, range)));
  }

  private static boolean changes(Map<?, ?> file, PartitionRange range) {
    if (Boolean.FALSE.equals(file.get("dataChange"))) {
      return false;
    }
    // A remove may leave its partition values out: then it may have been any file.
    return !(file.get("partitionValues") instanceof Map<?, ?> values) || range.keeps(values);
  }

  TableCommit told() {
    Map<?, ?> info = first("commitInfo").orElse(Map.of());
    Map<String, String> metrics = new TreeMap<>();
    if (info.get("operationMetrics") instanceof Map<?, ?> map) {
      map.forEach((k, v) -> metrics.put((String) k, String.valueOf(v)));
    }
    return new TableCommit(
        version,
        time(info),
        info.get("operation") instanceof String s ? s : "unknown",
        by(info),
        first("txn").map(t -> (String) t.get("appId")),
        metrics,
        provenance(info));
  }

  /** Plumbline's own commits carry it as JSON in the user metadata; empty for others'. */
  private static Map<String, String> provenance(Map<?, ?> info) {
    Map<String, String> told = new TreeMap<>();
    if (info.get("userMetadata") instanceof String text) {
      try {
        if (Json.parse(text) instanceof Map<?, ?> all && all.get("run") != null) {
          all.values().removeIf(java.util.Objects::isNull);
          all.forEach((name, value) -> told.put((String) name, value.toString()));
        }
      } catch (IllegalArgumentException e) {
        // someone else's words
      }
    }
    return told;
  }

  private static Instant time(Map<?, ?> info) {
    Object inCommit = info.get("inCommitTimestamp");
    Object at = inCommit == null ? info.get("timestamp") : inCommit;
    return Instant.ofEpochMilli(at instanceof BigDecimal d ? d.longValue() : 0);
  }

  private static String by(Map<?, ?> info) {
    String engine = info.get("engineInfo") instanceof String s ? s : "an unknown writer";
    Map<String, String> told = provenance(info);
    if (!told.isEmpty()) {
      String step = told.containsKey("step") ? " step " + told.get("step") : "";
      return "run " + told.get("run") + step + ", " + engine;
    }
    return info.get("userMetadata") instanceof String text ? engine + ", " + text : engine;
  }
}
