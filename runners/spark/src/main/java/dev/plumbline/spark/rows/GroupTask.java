package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;

/** A {@link GroupStep} over the rows of one key. What one group emits is held in memory. */
public final class GroupTask<I, O> implements FlatMapGroupsFunction<byte[], I, O> {
  private static final long serialVersionUID = 1L;
  private final KeyedRows<GroupStep<Object, I, O>, O> rows;

  public GroupTask(String name, StepText text, RowType key, RowType out, Tally tally) {
    this.rows = new KeyedRows<>(name, text, key, out, tally);
  }

  @Override
  public Iterator<O> call(byte[] bytes, Iterator<I> members) {
    return rows.of(
        (step, keys, out) -> {
          Ahead<I> ahead = new Ahead<>(members);
          step.apply(keys.normalised(step.key(ahead.first())), ahead, out);
        });
  }

  /** An iterator whose first row can be looked at. */
  private static final class Ahead<I> implements Iterator<I> {
    private final Iterator<I> rows;
    private final I first;
    private boolean begun;

    Ahead(Iterator<I> rows) {
      this.rows = rows;
      this.first = rows.next();
    }

    I first() {
      return first;
    }

    @Override
    public boolean hasNext() {
      return !begun || rows.hasNext();
    }

    @Override
    public I next() {
      if (!begun) {
        begun = true;
        return first;
      }
      return rows.next();
    }
  }
}
