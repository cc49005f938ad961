package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.runner.value.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Integers, booleans, dates and times, gathered in batches. */
final class LongColumn implements ColumnProfile {
  private static final int BATCH = 512;

  private final LongForm form;
  private final long[] pending = new long[BATCH];
  private final double[] numbers = new double[BATCH];
  private final Distinct distinct = new Distinct();
  private final Quantiles quantiles = new Quantiles();
  private int waiting;
  private long nulls;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  LongColumn(LongForm form) {
    this.form = form;
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
    } else {
      addLong(form.toLong().applyAsLong(value));
    }
  }

  void addLong(long value) {
    pending[waiting] = value;
    if (++waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    long low = least;
    long high = most;
    for (int i = 0; i < waiting; i++) {
      low = Math.min(low, pending[i]);
      high = Math.max(high, pending[i]);
    }
    least = low;
    most = high;
    for (int i = 0; i < waiting; i++) {
      distinct.add(Hash64.finish(pending[i]));
    }
    if (form.hasQuantiles()) {
      for (int i = 0; i < waiting; i++) {
        numbers[i] = pending[i];
      }
      quantiles.add(numbers, waiting);
    }
    waiting = 0;
  }

  @Override
  public void merge(ColumnProfile other) {
    LongColumn that = (LongColumn) other;
    that.flush();
    nulls += that.nulls;
    least = Math.min(least, that.least);
    most = Math.max(most, that.most);
    distinct.merge(that.distinct);
    quantiles.merge(that.quantiles);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    flush();
    out.writeLong(nulls);
    out.writeLong(least);
    out.writeLong(most);
    distinct.write(out);
    quantiles.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    least = in.readLong();
    most = in.readLong();
    distinct.read(in);
    quantiles.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    flush();
    boolean any = least <= most;
    told.add(
        new Profile.Column(
            name,
            form.type().toString(),
            nulls,
            any ? Optional.of(form.text().apply(least)) : Optional.empty(),
            any ? Optional.of(form.text().apply(most)) : Optional.empty(),
            quantiles.told((double) least, (double) most),
            distinct.estimate()));
  }
}
