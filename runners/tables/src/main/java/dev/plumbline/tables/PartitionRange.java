package dev.plumbline.tables;

import dev.plumbline.runner.table.RowRange;
import java.util.Map;
import java.util.Optional;

/**
 * Which files can hold rows of a range, by their partition values. A range by a column that doesn't
 * partition the table keeps them all.
 */
record PartitionRange(RowRange range, Optional<StoredColumn> column) {
  static PartitionRange of(RowRange range, TableHead head) {
    Optional<StoredColumn> column =
        range instanceof RowRange.Between b && head.partitionColumns().contains(b.column())
            ? head.column(b.column())
            : Optional.empty();
    return new PartitionRange(range, column);
  }

  boolean keeps(Map<?, ?> partitionValues) {
    if (column.isEmpty()) {
      return true;
    }
    String text = (String) partitionValues.get(column.get().physicalName());
    return range.contains(PartitionText.cell(column.get().type(), text));
  }
}
