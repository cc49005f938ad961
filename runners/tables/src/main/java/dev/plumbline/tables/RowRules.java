package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import java.util.List;
import java.util.Optional;

/** What every written row must keep: no null in a primitive, none outside of the range. */
final class RowRules {
  private final WriteTarget target;
  private final boolean[] needed;
  private final int range;
  private final int[] partitions;
  private long row = -1;

  /**
   * @param columns of the table; those that it declares NOT NULL are kept so
   */
  RowRules(WriteTarget target, List<StoredColumn> columns) {
    this.target = target;
    List<Field> fields = target.schema().fields();
    this.needed = new boolean[fields.size()];
    for (int i = 0; i < needed.length; i++) {
      String name = fields.get(i).name();
      needed[i] =
          !fields.get(i).mayBeAbsent()
              || columns.stream().anyMatch(c -> c.name().equals(name) && !c.nullable());
    }
    List<String> names = target.schema().names();
    this.range =
        target.range() instanceof RowRange.Between between ? names.indexOf(between.column()) : -1;
    this.partitions = target.partitionColumns().stream().mapToInt(names::indexOf).toArray();
  }

  /** Judges the next row. */
  void check(Object[] cells) {
    row++;
    for (int i = 0; i < cells.length; i++) {
      Field field = target.schema().fields().get(i);
      if (cells[i] == null) {
        if (needed[i]) {
          throw refused("null in " + field.name() + ", which " + why(field));
        }
      } else if (field.type() instanceof FieldType.Struct struct) {
        nullIn(struct.schema(), (Object[]) cells[i])
            .ifPresent(
                path -> {
                  throw refused("null in " + field.name() + path + ", which is a primitive");
                });
      }
    }
    if (range >= 0 && !target.range().contains(cells[range])) {
      throw refused(
          ((RowRange.Between) target.range()).column()
              + " is "
              + cells[range]
              + ", outside of the range that is replaced ("
              + target.range()
              + "), filter it in the step or append");
    }
    for (int partition : partitions) {
      if ("".equals(cells[partition])) {
        throw refused(
            target.schema().names().get(partition)
                + " is empty and partitions the table, where Delta reads it as null, write null"
                + " or another word");
      }
    }
  }

  private static String why(Field field) {
    return field.mayBeAbsent() ? "the table declares NOT NULL" : "is a primitive";
  }

  private static Optional<String> nullIn(Schema<?> schema, Object[] cells) {
    for (int i = 0; i < cells.length; i++) {
      Field field = schema.fields().get(i);
      if (cells[i] == null && !field.mayBeAbsent()) {
        return Optional.of("." + field.name());
      }
      if (cells[i] instanceof Object[] nested && field.type() instanceof FieldType.Struct struct) {
        Optional<String> deeper = nullIn(struct.schema(), nested);
        if (deeper.isPresent()) {
          return deeper.map(path -> "." + field.name() + path);
        }
      }
    }
    return Optional.empty();
  }

  private TableException refused(String what) {
    return new TableException(
        TableException.Kind.USER,
        "Cannot write table " + target.table() + ": row " + row + " has " + what);
  }

  /** The cells of a row that name its partition. */
  static List<Object> partition(Object[] cells, int[] partitions) {
    Object[] key = new Object[partitions.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = cells[partitions[i]];
    }
    return java.util.Collections.unmodifiableList(java.util.Arrays.asList(key));
  }

  int[] partitions() {
    return partitions;
  }
}
