package dev.plumbline.spark.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.TestingRows;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.tables.DeltaTableStore;
import dev.plumbline.tables.Storage;
import dev.plumbline.testing.AllTypes;
import dev.plumbline.testing.RandomRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever engine makes a table, other readers find the same one. */
public final class AlikeTablesTest {
  private static final String FEED =
      "spark.databricks.delta.properties.defaults.enableChangeDataFeed";

  /** What needs no table feature. */
  public record Plain(String name, int count) {}

  @TempDir Path temp;

  @BeforeEach
  void aSessionThatWouldMakeOthers() {
    TestingSession.get().conf().set(FEED, "true");
  }

  @AfterEach
  void asItWas() {
    TestingSession.get().conf().unset(FEED);
  }

  @Test
  void theLowestProtocolIsUsed() throws IOException {
    Map<String, Object> made = alike(Schema.of(Plain.class), List.of("name"), List.of());
    assertThat(made.get("protocol").toString())
        .isEqualTo("{minReaderVersion=1, minWriterVersion=2}");
  }

  @Test
  void everyTypeIsStoredTheSame() throws IOException {
    Schema<AllTypes> schema = Schema.of(AllTypes.class);
    Map<String, Object> made =
        alike(schema, List.of(), RandomRows.allTypes(7, 20).stream().map(schema::cells).toList());
    assertThat(made.get("protocol").toString()).contains("timestampNtz");
  }

  private Map<String, Object> alike(Schema<?> schema, List<String> partitions, List<Object[]> cells)
      throws IOException {
    new DeltaTableStore(Storage.local())
        .stage(target("kernel", schema, partitions), cells.iterator())
        .commit();
    var spark = TestingSession.get();
    new SparkTableStore(spark, Storage.local())
        .stage(target("spark", schema, partitions), TestingRows.dataset(spark, schema, cells))
        .commit();
    Map<String, Object> kernel = made("kernel");
    assertThat(made("spark").get("protocol")).isEqualTo(kernel.get("protocol"));
    assertThat(made("spark")).isEqualTo(kernel);
    return kernel;
  }

  private WriteTarget target(String table, Schema<?> schema, List<String> partitions) {
    return new WriteTarget(
        table,
        temp.resolve(table).toUri(),
        schema,
        partitions,
        Writes.REPLACE,
        RowRange.all(),
        "run/" + table,
        new TreeMap<>(Map.of("run", "r")));
  }

  /** Protocol and metadata of the first commit, but for what differs between any two tables. */
  private Map<String, Object> made(String table) throws IOException {
    Map<String, Object> made = new TreeMap<>();
    Path log = temp.resolve(table).resolve("_delta_log/00000000000000000000.json");
    for (String line : Files.readAllLines(log)) {
      Map<?, ?> action = (Map<?, ?>) Json.parse(line);
      if (action.get("protocol") instanceof Map<?, ?> protocol) {
        Map<Object, Object> same = new TreeMap<>(protocol);
        same.replaceAll((name, is) -> is instanceof List<?> all ? new TreeSet<>(all) : is);
        made.put("protocol", same);
      } else if (action.get("metaData") instanceof Map<?, ?> metadata) {
        Map<Object, Object> same = new TreeMap<>(metadata);
        assertThat(same.remove("id")).isNotNull();
        assertThat(same.remove("createdTime")).isNotNull();
        same.put("schemaString", Json.parse((String) metadata.get("schemaString")));
        made.put("metaData", same);
      }
    }
    assertThat(made).hasSize(2);
    return made;
  }
}
