package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.runner.value.Hash64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Exact decimals, their quantiles as doubles. */
final class DecimalColumn implements ColumnProfile {
  private static final int BATCH = 512;

  private final FieldType.DecimalOf type;
  private final double[] pending = new double[BATCH];
  private final Distinct distinct = new Distinct();
  private final Quantiles quantiles = new Quantiles();
  private int waiting;
  private long nulls;
  private Optional<BigDecimal> least = Optional.empty();
  private Optional<BigDecimal> most = Optional.empty();

  DecimalColumn(FieldType.DecimalOf type) {
    this.type = type;
  }

  @Override
  public void add(Object value) {
    if (value == null) {
      nulls++;
      return;
    }
    BigDecimal decimal = ((BigDecimal) value).setScale(type.scale());
    extend(decimal);
    distinct.add(hash(decimal));
    pending[waiting] = decimal.doubleValue();
    if (++waiting == BATCH) {
      flush();
    }
  }

  private void flush() {
    quantiles.add(pending, waiting);
    waiting = 0;
  }

  private void extend(BigDecimal decimal) {
    if (least.isEmpty() || decimal.compareTo(least.get()) < 0) {
      least = Optional.of(decimal);
    }
    if (most.isEmpty() || decimal.compareTo(most.get()) > 0) {
      most = Optional.of(decimal);
    }
  }

  /** Digits of at most 18 fit a long, which is mixed without loss. */
  private long hash(BigDecimal decimal) {
    return type.precision() <= 18
        ? Hash64.finish(decimal.unscaledValue().longValue())
        : Hash64.of(decimal.unscaledValue().toByteArray(), 0);
  }

  @Override
  public void merge(ColumnProfile other) {
    DecimalColumn that = (DecimalColumn) other;
    that.flush();
    nulls += that.nulls;
    that.least.ifPresent(this::extend);
    that.most.ifPresent(this::extend);
    distinct.merge(that.distinct);
    quantiles.merge(that.quantiles);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    flush();
    out.writeLong(nulls);
    out.writeBoolean(least.isPresent());
    if (least.isPresent()) {
      out.writeUTF(least.get().toPlainString());
      out.writeUTF(most.orElseThrow().toPlainString());
    }
    distinct.write(out);
    quantiles.write(out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    nulls = in.readLong();
    if (in.readBoolean()) {
      least = Optional.of(new BigDecimal(in.readUTF()));
      most = Optional.of(new BigDecimal(in.readUTF()));
    }
    distinct.read(in);
    quantiles.read(in);
  }

  @Override
  public void tell(String name, List<Profile.Column> told) {
    flush();
    told.add(
        new Profile.Column(
            name,
            type.toString(),
            nulls,
            least.map(BigDecimal::toPlainString),
            most.map(BigDecimal::toPlainString),
            quantiles.told(
                least.map(BigDecimal::doubleValue).orElse(0.0),
                most.map(BigDecimal::doubleValue).orElse(0.0)),
            distinct.estimate()));
  }
}
