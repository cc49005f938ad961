package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.RowRange;
import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is read from each file of a version. Partition columns come from the log, not from Kernel:
 * it reads a timestamp's text in the machine's zone.
 *
 * @param stored the columns read from the files
 * @param columns one for each field of the record
 * @param filter where the range's column is in {@code stored}; −1 where partitions tell it
 */
record ReadPlan(
    Scan scan,
    StructType stored,
    List<Source> columns,
    int filter,
    CellReader filterReader,
    PartitionRange partitions) {

  /**
   * Where a field's cells come from: a column of the files, a partition value, or nowhere.
   *
   * @param ordinal in the columns read; −1 for a partition value or none
   */
  record Source(Field field, int ordinal, CellReader reader, Optional<StoredColumn> partition) {}

  static ReadPlan of(PinnedRead read, TableHead head, SnapshotImpl snapshot) {
    StructType table = snapshot.getSchema();
    StructType stored = new StructType();
    List<Source> columns = new ArrayList<>();
    for (Field field : read.schema().fields()) {
      Optional<StoredColumn> partition =
          head.partitionColumns().contains(field.name())
              ? head.column(field.name())
              : Optional.empty();
      if (partition.isPresent() || table.indexOf(field.name()) < 0) {
        columns.add(new Source(field, -1, null, partition));
        continue;
      }
      StructField whole = table.get(field.name());
      StructField pruned =
          new StructField(
              whole.getName(),
              KernelTypes.pruned(field.type(), whole.getDataType()),
              true,
              whole.getMetadata());
      columns.add(
          new Source(
              field,
              stored.length(),
              CellReader.of(field.type(), pruned.getDataType()),
              Optional.empty()));
      stored = stored.add(pruned);
    }
    PartitionRange partitions = PartitionRange.of(read.range(), head);
    int filter = -1;
    CellReader filterReader = null;
    ScanBuilder builder = snapshot.getScanBuilder();
    if (read.range() instanceof RowRange.Between between && partitions.column().isEmpty()) {
      filter = stored.indexOf(between.column());
      if (filter < 0) {
        filter = stored.length();
        stored = stored.add(table.get(between.column()));
      }
      filterReader = CellReader.of(KernelTypes.rangeType(between), stored.at(filter).getDataType());
      builder = builder.withFilter(predicate(between));
    }
    return new ReadPlan(
        builder.withReadSchema(stored).build(), stored, columns, filter, filterReader, partitions);
  }

  boolean keeps(Map<String, String> partitionValues) {
    return partitions.keeps(partitionValues);
  }

  /** Lets files be skipped by their statistics; rows are judged one by one. */
  private static Predicate predicate(RowRange.Between range) {
    Column column = new Column(range.column());
    return new And(
        new Predicate(">=", column, literal(range.from())),
        new Predicate("<", column, literal(range.to())));
  }

  private static Literal literal(Comparable<?> bound) {
    if (bound instanceof LocalDate day) {
      return Literal.ofDate(Math.toIntExact(day.toEpochDay()));
    }
    return bound instanceof Instant time
        ? Literal.ofTimestamp(CellReader.Micros.of(time))
        : Literal.ofTimestampNtz(CellReader.Micros.of((LocalDateTime) bound));
  }

  /** The fields of a record that one file's partition values fill. */
  Object[] constants(Schema<?> schema, Map<String, String> partitionValues) {
    Object[] cells = new Object[schema.fields().size()];
    for (int i = 0; i < cells.length; i++) {
      Optional<StoredColumn> partition = columns.get(i).partition();
      if (partition.isPresent()) {
        cells[i] =
            PartitionText.cell(
                partition.get().type(), partitionValues.get(partition.get().physicalName()));
      }
    }
    return cells;
  }
}
