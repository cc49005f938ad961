package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges whether a target can be written, and fits the table that is there; the same for every
 * engine. Safe for many threads and processes.
 */
public final class DeltaTables {
  static final String ENGINE = "Plumbline";

  private final DeltaCatalog catalog;

  public DeltaTables(Storage storage) {
    this.catalog = new DeltaCatalog(storage);
  }

  /**
   * The target's table if it is there. One that isn't is made by the commit of its first rows.
   *
   * @throws TableException USER with every reason for which the target can't be written
   */
  public Optional<TableState> find(WriteTarget target) {
    return checked(target).map(state -> state);
  }

  Optional<DeltaState> checked(WriteTarget target) {
    refuse(target, layoutProblems(target));
    Optional<DeltaState> state = catalog.newest(target.location());
    state.ifPresent(there -> check(target, there));
    return state;
  }

  /**
   * Refuses a target that a table can't take: features that a write would break, other columns,
   * another layout. Columns that the record has besides are no reason: they are added.
   */
  public void check(WriteTarget target, TableState state) {
    List<String> problems = new ArrayList<>();
    List<String> obstacles = state.obstaclesToWrite(target.mode());
    if (!obstacles.isEmpty()) {
      problems.add(
          "it uses features that a write can't keep ("
              + String.join(", ", obstacles)
              + "), write to another table");
    }
    problems.addAll(state.differences(target.schema()));
    if (!state.partitionColumns().equals(target.partitionColumns())) {
      problems.add(
          "it is partitioned by "
              + state.partitionColumns()
              + ", the declaration says "
              + target.partitionColumns()
              + ", declare the table's own columns or use another table");
    }
    if (state instanceof DeltaState delta) {
      for (StoredColumn column : delta.head().columns()) {
        if (!column.nullable() && target.schema().field(column.name()).isEmpty()) {
          problems.add(
              "column "
                  + column.name()
                  + " is NOT NULL there and the record has no such component");
        }
      }
    }
    refuse(target, problems);
  }

  static List<String> layoutProblems(WriteTarget target) {
    List<String> problems = new ArrayList<>();
    for (String name : target.partitionColumns()) {
      Optional<Field> field = target.schema().field(name);
      if (field.isEmpty()) {
        problems.add(
            "partition column " + name + " is none of its columns " + target.schema().names());
      } else if (field.get().type() instanceof FieldType.Struct
          || field.get().type() instanceof FieldType.ListOf
          || field.get().type() instanceof FieldType.MapOf
          || field.get().type() == FieldType.Scalar.BINARY) {
        problems.add(
            "partition column " + name + " is " + field.get().type() + ", choose a plain value");
      }
    }
    if (target.range() instanceof RowRange.Between between
        && target.schema().field(between.column()).isEmpty()) {
      problems.add("its interval column " + between.column() + " is none of its columns");
    } else if (target.range() instanceof RowRange.Between between
        && !target.partitionColumns().contains(between.column())) {
      problems.add(
          "its rows are replaced by "
              + between.column()
              + ", which doesn't partition it, partition it by that column or replace it whole");
    }
    if (target.partitionColumns().size() == target.schema().fields().size()) {
      problems.add("every column partitions it, leave one for the files");
    }
    return problems;
  }

  static void refuse(WriteTarget target, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot write table "
              + target.table()
              + " at "
              + target.location()
              + ": "
              + String.join("; ", problems));
    }
  }
}
