package dev.plumbline.testing;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.memory.MemoryTables;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;

/** Tables in memory merge as Spark does, so that a test tells what a run would. */
class MemoryMergeTest extends MergeContract<Iterator<Object[]>> {
  private final MemoryTables tables = new MemoryTables(Clock.systemUTC());

  @Override
  protected TableStore<Iterator<Object[]>> newStore() {
    return tables;
  }

  @Override
  protected Iterator<Object[]> rows(Schema<?> schema, List<Object[]> cells) {
    return cells.iterator();
  }

  @Override
  protected TableCatalog catalog() {
    return tables;
  }

  @Override
  protected TableReader reader() {
    return tables;
  }
}
