package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.spark.TestingRows;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaReader;
import dev.plumbline.tables.Storage;
import dev.plumbline.testing.TableStoreContract;
import java.util.List;
import org.apache.spark.sql.Dataset;

/** What Spark writes, read without Spark. */
final class SparkTableStoreTest extends TableStoreContract<Dataset<?>> {
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
}
