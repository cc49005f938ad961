package dev.plumbline.spark.rows;

import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Counts rows that no step of ours made. */
public final class CountTask<T> implements MapPartitionsFunction<T, T> {
  private static final long serialVersionUID = 1L;
  private final Tally tally;

  public CountTask(Tally tally) {
    this.tally = tally;
  }

  @Override
  public Iterator<T> call(Iterator<T> rows) {
    Tally.Part part = tally.part(TaskContext.get());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        T row = rows.next();
        part.row();
        return row;
      }
    };
  }
}
