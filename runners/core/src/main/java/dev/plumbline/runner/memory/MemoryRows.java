package dev.plumbline.runner.memory;

import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableReader;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The rows of a range of a version, in the order in which they were committed. */
final class MemoryRows implements TableReader.Rows {
  private final Iterator<Object[]> rows;

  MemoryRows(PinnedRead read, MemoryVersion version) {
    List<String> differences = MemoryMatch.of(read.schema(), version.columns()).differences();
    if (!differences.isEmpty()) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot read table " + read.table() + ": " + String.join("; ", differences));
    }
    List<MemoryColumn> wanted = MemoryColumn.of(read.schema());
    this.rows =
        version.chunks(read.range()).stream()
            .flatMap(c -> rows(c, read.range(), wanted))
            .iterator();
  }

  private static Stream<Object[]> rows(
      MemoryChunk chunk, RowRange range, List<MemoryColumn> wanted) {
    Stream<Object[]> rows = chunk.rows().stream();
    if (range instanceof RowRange.Between between) {
      int column =
          chunk.columns().stream().map(MemoryColumn::name).toList().indexOf(between.column());
      rows = rows.filter(r -> column >= 0 && range.contains(r[column]));
    }
    return rows.map(r -> Cells.copy(r, chunk.columns(), wanted));
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Object[] next() {
    return rows.next();
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
