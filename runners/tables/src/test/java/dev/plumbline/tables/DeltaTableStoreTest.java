package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.testing.TableStoreContract;
import java.util.Iterator;
import java.util.List;

/** The contract, on Kernel. */
final class DeltaTableStoreTest extends TableStoreContract<Iterator<Object[]>> {
  @Override
  protected TableStore<Iterator<Object[]>> newStore() {
    return new DeltaTableStore(Storage.local());
  }

  @Override
  protected Iterator<Object[]> rows(Schema<?> schema, List<Object[]> cells) {
    return cells.iterator();
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
