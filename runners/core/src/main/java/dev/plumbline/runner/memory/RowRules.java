package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a write must keep: as strict as a table on disk, so that a test tells what a run would. */
final class RowRules {
  private final WriteTarget target;
  private long row = -1;

  RowRules(WriteTarget target) {
    this.target = target;
  }

  /** Judges the target against the table that is there. */
  void check(Optional<? extends TableState> state) {
    List<String> problems = new ArrayList<>();
    Schema<?> schema = target.schema();
    for (String name : target.partitionColumns()) {
      Optional<FieldType> type = schema.field(name).map(Field::type);
      if (type.isEmpty()) {
        problems.add("partition column " + name + " is none of its columns " + schema.names());
      } else if (!MemoryColumn.of(schema).get(schema.names().indexOf(name)).parts().isEmpty()
          || type.get() == FieldType.Scalar.BINARY) {
        problems.add("partition column " + name + " is " + type.get() + ", choose a plain value");
      }
    }
    if (target.range() instanceof RowRange.Between between
        && target.mode() == Writes.REPLACE
        && !target.partitionColumns().contains(between.column())) {
      problems.add(
          "the range that is replaced is by "
              + between.column()
              + ", which does not partition it, declare Table.byInterval");
    }
    state.ifPresent(
        s -> {
          problems.addAll(s.differences(schema));
          if (!s.partitionColumns().equals(target.partitionColumns())) {
            problems.add(
                "it is partitioned by "
                    + s.partitionColumns()
                    + ", the declaration says "
                    + target.partitionColumns());
          }
        });
    if (!problems.isEmpty()) {
      throw refused(String.join("; ", problems));
    }
  }

  /** Judges the next row. */
  void check(Object[] cells) {
    row++;
    nulls("", target.schema(), cells);
    if (target.range() instanceof RowRange.Between between) {
      Object cell = cell(cells, between.column());
      if (!target.range().contains(cell)) {
        throw refused(
            "row "
                + row
                + " has "
                + between.column()
                + " "
                + cell
                + ", outside of the range that is replaced ("
                + target.range()
                + "), filter it in the step or append");
      }
    }
    for (String partition : target.partitionColumns()) {
      if ("".equals(cell(cells, partition))) {
        throw refused(
            "row "
                + row
                + " has an empty "
                + partition
                + ", which partitions the table, where it would be read as null");
      }
    }
  }

  private void nulls(String path, Schema<?> schema, Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      Field field = schema.fields().get(i);
      if (cells[i] == null && !field.mayBeAbsent()) {
        throw refused(
            "row " + row + " has null in " + path + field.name() + ", which is a primitive");
      }
      if (cells[i] instanceof Object[] nested && field.type() instanceof FieldType.Struct s) {
        nulls(path + field.name() + ".", s.schema(), nested);
      }
    }
  }

  Object cell(Object[] cells, String column) {
    return cells[target.schema().names().indexOf(column)];
  }

  private TableException refused(String why) {
    return new TableException(
        TableException.Kind.USER, "Cannot write table " + target.table() + ": " + why);
  }
}
