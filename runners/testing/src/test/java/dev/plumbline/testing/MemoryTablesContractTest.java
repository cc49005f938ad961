package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.memory.MemoryTables;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableCatalog;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import dev.plumbline.runner.table.TableStore;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables on disk say of their state, tables in memory say too. */
class MemoryTablesContractTest extends TableStateContract<Iterator<Object[]>> {
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

  @Override
  @Test
  void aTableMadeAnewIsAnotherTable() {
    TableVersion first = commit(trips(), trip(ONE, "AA", 1));
    tables.drop(place);
    commit(trips().as("run-2/a"), trip(TWO, "UA", 2));
    assertThat(latest().tableId()).isNotEqualTo(first.tableId());
    assertThat(kind(() -> read(Trip.class, first.tableId(), first.version(), RowRange.all())))
        .isEqualTo(TableException.Kind.GONE);
  }
}
