package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Output;
import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.spark.encode.RowChecks;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Pulls rows through a work one input at a time; holds no more than what one input made. */
final class Pump<I, O> implements Iterator<O>, Output<O> {
  private final String step;
  private final Iterator<? extends I> in;
  private final RowWork<I, O> work;
  private final RowChecks<O> checks;
  private final Tally.Part part;
  private final ArrayDeque<O> ready = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;

  Pump(
      String step,
      Iterator<? extends I> in,
      RowWork<I, O> work,
      RowChecks<O> checks,
      Tally.Part part) {
    this.step = step;
    this.in = in;
    this.work = work;
    this.checks = checks;
    this.part = part;
  }

  @Override
  public void emit(O row) {
    if (row == null) {
      throw new ValueException("Cannot emit null: a row is a record, leave the call out instead");
    }
    ready.add(checks.check(row));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      if (in.hasNext()) {
        I row = in.next();
        try {
          work.row(row, this);
        } catch (Exception e) {
          throw Failures.of(step, e);
        }
      } else {
        finish();
      }
    }
    return !ready.isEmpty();
  }

  private void finish() {
    ended = true;
    try {
      work.end(this);
      close();
    } catch (Exception e) {
      throw Failures.of(step, e);
    }
  }

  @Override
  public O next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    part.row();
    return ready.remove();
  }

  void close() throws Exception {
    if (!closed) {
      closed = true;
      work.close();
    }
  }
}
