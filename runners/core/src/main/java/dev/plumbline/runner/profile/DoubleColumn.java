package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.runner.value.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Floats and doubles, gathered in batches; −0.0 as 0.0, and NaN above all. */
final class DoubleColumn implements ColumnProfile {
  private static final int BATCH = 512;

  private final Scalar type;
  private final double[] pending = new double[BATCH];
  private final Distinct distinct = new Distinct();
  private final Quantiles quantiles = new Quantiles();
  private int waiting;
  private long nulls;
  private boolean nan;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  DoubleColumn(Scalar type) {
    this.type = type;
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
    } else {
      addDouble(((Number) value).doubleValue());
    }
  }

  void addDouble(double value) {
    pending[waiting] = value + 0.0;
    if (++waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    for (int i = 0; i < waiting; i++) {
      distinct.add(Hash64.finish(Double.doubleToLongBits(pending[i])));
    }
    int numbers = 0;
    double low = least;
    double high = most;
    for (int i = 0; i < waiting; i++) {
      double value = pending[i];
      if (!Double.isNaN(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
        pending[numbers++] = value;
      }
    }
    least = low;
    most = high;
    nan |= numbers < waiting;
    quantiles.add(pending, numbers);
    waiting = 0;
  }

  @Override
  public void merge(ColumnProfile other) {
    DoubleColumn that = (DoubleColumn) other;
    that.flush();
    nulls += that.nulls;
    nan |= that.nan;
    least = Math.min(least, that.least);
    most = Math.max(most, that.most);
    distinct.merge(that.distinct);
    quantiles.merge(that.quantiles);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    flush();
    out.writeLong(nulls);
    out.writeBoolean(nan);
    out.writeDouble(least);
    out.writeDouble(most);
    distinct.write(out);
    quantiles.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    nan = in.readBoolean();
    least = in.readDouble();
    most = in.readDouble();
    distinct.read(in);
    quantiles.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    flush();
    boolean numbers = least <= most;
    told.add(
        new Profile.Column(
            name,
            type.toString(),
            nulls,
            numbers || nan ? Optional.of(text(numbers ? least : Double.NaN)) : Optional.empty(),
            numbers || nan ? Optional.of(text(nan ? Double.NaN : most)) : Optional.empty(),
            quantiles.told(least, most),
            distinct.estimate()));
  }

  private String text(double value) {
    return type == Scalar.FLOAT ? Float.toString((float) value) : Double.toString(value);
  }
}
