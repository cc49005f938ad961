package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.profile.Profiler;
import dev.plumbline.runner.table.MergeKey;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.encode.RowType;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Rows on their way to a table: judged by what the target demands, and profiled as they pass. */
public final class ProfileTask<T> implements MapPartitionsFunction<T, T> {
  private static final long serialVersionUID = 1L;

  /** The range of a write as it travels. */
  private record Range(String column, Comparable<?> from, Comparable<?> to)
      implements Serializable {
    RowRange range() {
      return new RowRange.Between(column, from, to);
    }
  }

  private final String table;
  private final RowType type;
  private final Range range;
  private final String[] key;
  private final ProfileParts profiles;

  public ProfileTask(WriteTarget target, ProfileParts profiles) {
    this.table = target.table();
    this.type = RowType.of(target.schema());
    this.range =
        target.range() instanceof RowRange.Between b
            ? new Range(b.column(), b.from(), b.to())
            : null;
    this.key =
        MergeKey.of(target).map(k -> k.columns().toArray(String[]::new)).orElse(new String[0]);
    this.profiles = profiles;
  }

  @Override
  public Iterator<T> call(Iterator<T> rows) {
    return pass(type.schema(), rows);
  }

  private <R> Iterator<T> pass(Schema<R> schema, Iterator<T> rows) {
    int partition = TaskContext.get().partitionId();
    Profiler profiler = Profiler.of(schema);
    int column = range == null ? -1 : schema.names().indexOf(range.column());
    RowRange allowed = range == null ? RowRange.all() : range.range();
    MergeKey merge = new MergeKey(table, List.of(key));
    int[] places = merge.places(schema);
    return new Iterator<>() {
      private boolean told;

      @Override
      public boolean hasNext() {
        boolean more = rows.hasNext();
        if (!more && !told) {
          told = true;
          profiles.add(new ProfileParts.Part(partition, profiler.toBytes()));
        }
        return more;
      }

      @Override
      public T next() {
        T row = rows.next();
        if (column >= 0) {
          Object cell = schema.cell(schema.type().cast(row), column);
          if (!allowed.contains(cell)) {
            throw new RowRefused(
                "Cannot write to "
                    + table
                    + ": a row with "
                    + range.column()
                    + " "
                    + cell
                    + " lies outside of "
                    + range.from()
                    + "/"
                    + range.to()
                    + ", emit rows of the interval only");
          }
        }
        for (int i = 0; i < places.length; i++) {
          if (schema.cell(schema.type().cast(row), places[i]) == null) {
            throw new RowRefused(merge.nullIn(key[i], row.toString()).getMessage());
          }
        }
        profiler.add(row);
        return row;
      }
    };
  }

  /** A row outside of the interval that is written, or without the key that it is merged by. */
  public static final class RowRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowRefused(String message) {
      super(message);
    }
  }
}
