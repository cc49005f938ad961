package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.GroupStep;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;

/** A {@link GroupStep} over the rows of one key. What one group emits is held in memory. */
public final class GroupTask<I, O> implements FlatMapGroupsFunction<byte[], I, O> {
  private static final long serialVersionUID = 1L;
  private final String name;
  private final StepText text;
  private final RowType key;
  private final RowType out;
  private final Tally tally;
  private transient GroupStep<Object, I, O> step;
  private transient KeyCell.Bytes keys;
  private transient RowChecks<O> checks;
  private transient Tally.Part part;

  public GroupTask(String name, StepText text, RowType key, RowType out, Tally tally) {
    this.name = name;
    this.text = text;
    this.key = key;
    this.out = out;
    this.tally = tally;
  }

  @Override
  public Iterator<O> call(byte[] bytes, Iterator<I> rows) {
    List<O> emitted = new ArrayList<>();
    try {
      open();
      Ahead<I> ahead = new Ahead<>(rows);
      step.apply(
          keys.normalised(step.key(ahead.first())),
          ahead,
          row -> {
            if (row == null) {
              throw new ValueException("Cannot emit null: a row is a record, leave it out");
            }
            emitted.add(checks.check(row));
            part.row();
          });
    } catch (Exception e) {
      throw Failures.of(name, e);
    }
    return emitted.iterator();
  }

  @SuppressWarnings("unchecked")
  private void open() {
    if (step == null) {
      step = text.as();
      keys = KeyCell.Bytes.of(key);
      checks = RowChecks.of((Schema<O>) out.schema());
      part = tally.part(TaskContext.get());
    }
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
