package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a commit's {@code commitInfo} says of its origin, beside what Kernel writes there. */
final class Provenance {
  private Provenance() {}

  static Map<String, Object> ofWrite(WriteTarget target, Map<String, String> metrics) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("mode", target.mode() == Writes.APPEND ? "Append" : "Overwrite");
    if (target.mode() == Writes.REPLACE && target.range() instanceof RowRange.Between) {
      parameters.put("predicate", Json.write(java.util.List.of(target.range().toString())));
    }
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("operation", "WRITE"); // also when it makes the table, as Spark calls it
    told.put("operationParameters", parameters);
    told.put("operationMetrics", metrics);
    told.put("userMetadata", Json.write(target.provenance()));
    return told;
  }
}
