package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.util.TaskCompletionListener;

/** A step over the rows of one partition, as Spark calls it. */
public final class RowTask<I, O> implements MapPartitionsFunction<I, O> {
  private static final long serialVersionUID = 1L;
  private final String step;
  private final RowSource<I, O> source;
  private final RowType out;
  private final Tally tally;

  public RowTask(String step, RowSource<I, O> source, RowType out, Tally tally) {
    this.step = step;
    this.source = source;
    this.out = out;
    this.tally = tally;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<O> call(Iterator<I> rows) {
    Tally.Part part = tally.part(TaskContext.get());
    try {
      RowChecks<O> checks = RowChecks.of((Schema<O>) out.schema());
      Pump<I, O> pump = new Pump<>(step, rows, source.open(), checks, part);
      // Also when the task fails or nobody reads to the end.
      TaskContext.get()
          .addTaskCompletionListener((TaskCompletionListener) context -> closeQuietly(pump));
      return pump;
    } catch (Exception e) {
      throw Failures.of(step, e);
    }
  }

  private static void closeQuietly(Pump<?, ?> pump) {
    try {
      pump.close();
    } catch (Exception e) {
      System.getLogger(RowTask.class.getName()).log(System.Logger.Level.WARNING, "close", e);
    }
  }
}
