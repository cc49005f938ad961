package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Splitter;
import dev.plumbline.runner.value.SplitMembership;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import scala.Tuple2;

/** Both sides of a split in one pass: whether a row is for the test, and the row. */
public final class SidesTask<T> implements MapPartitionsFunction<T, Tuple2<Boolean, T>> {
  private static final long serialVersionUID = 1L;
  private final String step;
  private final StepText splitter;
  private final RowType rows;
  private final boolean counted;
  private final Tally tally;

  /**
   * @param counted the side whose rows are counted, as if it were computed alone: the test's or the
   *     training's
   */
  public SidesTask(String step, StepText splitter, RowType rows, boolean counted, Tally tally) {
    this.step = step;
    this.splitter = splitter;
    this.rows = rows;
    this.counted = counted;
    this.tally = tally;
  }

  @Override
  public Iterator<Tuple2<Boolean, T>> call(Iterator<T> in) {
    SplitMembership membership = SplitMembership.of((Splitter) splitter.load(), rows.schema());
    Tally.Part part = tally.part(TaskContext.get());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return in.hasNext();
      }

      @Override
      public Tuple2<Boolean, T> next() {
        T row = in.next();
        boolean test = test(row);
        if (test == counted) {
          part.row();
        }
        return new Tuple2<>(test, row);
      }

      private boolean test(T row) {
        try {
          return membership.side(row) == SplitMembership.Side.TEST;
        } catch (RuntimeException e) {
          throw Failures.of(step, e);
        }
      }
    };
  }
}
