package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.profile.Profiler;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.spark.encode.RowType;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Rows on their way to a table: judged by the target's range, and profiled as they pass. */
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
  private final ProfileParts profiles;

  public ProfileTask(String table, RowType type, RowRange range, ProfileParts profiles) {
    this.table = table;
    this.type = type;
    this.range =
        range instanceof RowRange.Between b ? new Range(b.column(), b.from(), b.to()) : null;
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
            throw new RowOutside(
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
        profiler.add(row);
        return row;
      }
    };
  }

  /** A row that doesn't belong to the interval that is written. */
  public static final class RowOutside extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowOutside(String message) {
      super(message);
    }
  }
}
