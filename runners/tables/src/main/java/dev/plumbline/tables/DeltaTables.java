package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import io.delta.kernel.TableManager;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes tables and judges whether a target fits one that is there; the same for every engine. Safe
 * for many threads and processes.
 */
public final class DeltaTables {
  static final String ENGINE = "Plumbline";

  private final DeltaCatalog catalog = new DeltaCatalog();

  /**
   * The target's table, created empty if it isn't there, at the lowest protocol that its types
   * need. Another writer's creation in the same moment is as good as our own.
   *
   * @throws TableException USER with every reason for which the target can't be written to it
   */
  public TableState create(WriteTarget target) {
    return created(target);
  }

  DeltaState created(WriteTarget target) {
    Optional<DeltaState> found = catalog.newest(target.location());
    if (found.isEmpty()) {
      refuse(target, layoutProblems(target));
      make(target);
      found = catalog.newest(target.location());
    }
    DeltaState state = found.orElseThrow(() -> vanished(target));
    check(target, state);
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

  private static void make(WriteTarget target) {
    Path folder = Locations.folder(target.location());
    try {
      var builder =
          TableManager.buildCreateTableTransaction(
                  folder.toString(), KernelTypes.struct(target.schema()), ENGINE)
              .withCommitter(new ProvenanceCommitter(() -> Provenance.ofCreation(target)))
              .withMaxRetries(0);
      if (!target.partitionColumns().isEmpty()) {
        builder =
            builder.withDataLayoutSpec(
                DataLayoutSpec.partitioned(
                    target.partitionColumns().stream().map(Column::new).toList()));
      }
      var committed =
          builder.build(Kernel.ENGINE).commit(Kernel.ENGINE, CloseableIterable.emptyIterable());
      AfterCommit.run(new DeltaLog(folder), committed);
    } catch (TableAlreadyExistsException | MaxCommitRetryLimitReachedException e) {
      // another writer was faster, unless nothing is there
      if (new DeltaLog(folder).newest().isEmpty()) {
        throw WriteFailure.of(target, e);
      }
    } catch (KernelException e) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot create table " + target.table() + " at " + folder + ": " + e.getMessage(),
          e);
    } catch (RuntimeException e) {
      throw WriteFailure.of(target, e);
    }
  }

  private static TableException vanished(WriteTarget target) {
    return new TableException(
        TableException.Kind.CONFLICT,
        "Cannot write table "
            + target.table()
            + ": it was deleted from "
            + target.location()
            + " while it was created, run again");
  }
}
