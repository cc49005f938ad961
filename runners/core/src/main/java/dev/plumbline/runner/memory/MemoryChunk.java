package dev.plumbline.runner.memory;

import dev.plumbline.runner.table.RowRange;
import java.util.List;
import java.util.Map;

/**
 * Rows of one partition, as one commit wrote them: what a data file is on disk. Never changed.
 *
 * @param columns the layout of its rows
 * @param partition the cells of the partition columns, by name
 */
record MemoryChunk(
    String id, List<MemoryColumn> columns, Map<String, Object> partition, List<Object[]> rows) {

  /** Whether it can hold rows of a range; it can, where the range's column doesn't partition. */
  boolean keeps(RowRange range) {
    return !(range instanceof RowRange.Between between)
        || !partition.containsKey(between.column())
        || range.contains(partition.get(between.column()));
  }
}
