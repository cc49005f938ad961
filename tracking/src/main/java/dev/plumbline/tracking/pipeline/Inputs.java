package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Tag;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a step read, as MLflow's datasets: a Delta table's source is what MLflow's own reads. */
final class Inputs {
  private static final int DIGEST_LENGTH = 36;
  private static final int NAME_LENGTH = 500;

  private Inputs() {}

  /** A table at a version; its digest is the version and as much of the table id as fits. */
  static DatasetInput table(TableVersion table, String context) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("path", table.location().toString());
    source.put("delta_table_name", table.table());
    source.put("delta_table_version", table.version());
    source.put("delta_table_id", table.tableId());
    source.put("schema_digest", table.schemaDigest());
    Optional<String> profile =
        table.rows() < 0
            ? Optional.empty()
            : Optional.of(Json.write(Map.of("num_rows", table.rows())));
    String digest = "v" + table.version() + "-" + table.tableId().replace("-", "");
    return input(
        new Dataset(
            cut(table.table(), NAME_LENGTH),
            cut(digest, DIGEST_LENGTH),
            "delta_table",
            Json.write(source),
            Optional.empty(),
            profile),
        context);
  }

  /** Any other source, by the text that identifies it. */
  static DatasetInput source(String source, String context) {
    String digest = UUID.nameUUIDFromBytes(source.getBytes(StandardCharsets.UTF_8)).toString();
    return input(
        new Dataset(
            cut(source, NAME_LENGTH),
            digest,
            "plumbline",
            Json.write(Map.of("uri", source)),
            Optional.empty(),
            Optional.empty()),
        context);
  }

  private static DatasetInput input(Dataset dataset, String context) {
    return new DatasetInput(dataset, List.of(new Tag("mlflow.data.context", context)));
  }

  private static String cut(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }
}
