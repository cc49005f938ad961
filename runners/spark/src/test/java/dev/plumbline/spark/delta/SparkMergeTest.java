package dev.plumbline.spark.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.TestingRows;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.Storage;
import dev.plumbline.testing.MergeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges on Spark, read without Spark. */
public final class SparkMergeTest extends MergeContract<Dataset<?>> {
  /** A row of a table without partitions. */
  public record Account(long id, String name) {}

  @TempDir Path folder;

  @Override
  protected TableStore<Dataset<?>> newStore() {
    return new SparkTableStore(TestingSession.get(), Storage.local());
  }

  @Override
  protected Dataset<?> rows(Schema<?> schema, List<Object[]> cells) {
    return TestingRows.dataset(TestingSession.get(), schema, cells);
  }

  @Override
  protected TableCatalog catalog() {
    return new DeltaCatalog(Storage.local());
  }

  @Override
  protected TableReader reader() {
    return new DeltaReader(Storage.local());
  }

  private void write(Writes how, String run, Account... accounts) {
    Schema<Account> schema = Schema.of(Account.class);
    WriteTarget target =
        new WriteTarget(
            "accounts",
            folder.resolve("some accounts").toUri(),
            schema,
            List.of(),
            how,
            RowRange.all(),
            run + "/accounts",
            new TreeMap<>(Map.of("run", run)));
    List<Object[]> cells = List.of(accounts).stream().map(schema::cells).toList();
    newStore().stage(target, rows(schema, cells).coalesce(1)).commit();
  }

  private long removed(int version) throws IOException {
    Path log = folder.resolve("some accounts/_delta_log");
    return Files.readAllLines(log.resolve(String.format("%020d.json", version))).stream()
        .filter(line -> ((Map<?, ?>) Json.parse(line)).containsKey("remove"))
        .count();
  }

  @Test
  void ofFilesThatCouldHoldAKeyThoseThatDoAreWrittenAgain() throws IOException {
    for (int i = 0; i < 3; i++) { // their statistics overlap
      write(Writes.APPEND, "r" + i, new Account(i, "low"), new Account(100 + i, "high"));
    }
    write(Writes.mergeBy("id"), "r3", new Account(1, "new"), new Account(50, "other"));
    assertThat(removed(3)).as("one file has id 1").isEqualTo(1);
    write(Writes.mergeBy("id"), "r4", new Account(60, "new"), new Account(70, "new"));
    assertThat(removed(4)).as("none has the others").isZero();
    assertThat(
            catalog()
                .latest(folder.resolve("some accounts").toUri())
                .orElseThrow()
                .history(2)
                .get(1)
                .metrics())
        .containsEntry("numTargetRowsInserted", "1")
        .containsEntry("numTargetRowsUpdated", "1")
        .containsEntry("numTargetRowsCopied", "1");
  }
}
