package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.BoundValues;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A finished value beside rows, as it travels. */
public sealed interface BesideValue extends Serializable {
  /** The value; a lookup is built once for each process. */
  Object open(String step);

  /**
   * @param broadcast sends bytes to every process once
   */
  static BesideValue of(BoundValue value, Function<SentRows, Broadcast<SentRows>> broadcast) {
    if (value instanceof BoundValue.OfInterval i) {
      return new OfInterval(StepText.of(i.interval()));
    }
    if (value instanceof BoundValue.OfRecord r) {
      return OfRecord.of(Schema.of(r.value().getClass()), r.value());
    }
    return OfLookup.of((BoundValue.OfLookup) value, broadcast);
  }

  /** The run's interval. */
  record OfInterval(StepText text) implements BesideValue {
    @Override
    public Object open(String step) {
      return (Interval) text.load();
    }
  }

  /** A record as its row's bytes; never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record OfRecord(RowType type, byte[] bytes) implements BesideValue {
    static <T> OfRecord of(Schema<T> schema, Object value) {
      return new OfRecord(
          RowType.of(schema), RowCodec.of(schema).toBytes(schema.cells(schema.type().cast(value))));
    }

    @Override
    public Object open(String step) {
      return type.schema().row(RowCodec.of(type.schema()).fromBytes(bytes));
    }
  }

  /** A lookup, sent to each process once. */
  record OfLookup(String key, Broadcast<SentRows> rows) implements BesideValue {
    static OfLookup of(
        BoundValue.OfLookup lookup, Function<SentRows, Broadcast<SentRows>> broadcast) {
      SentRows.Packer packer = new SentRows.Packer(lookup.schema());
      lookup.rows().forEach(packer::cells);
      return new OfLookup(lookup.key(), broadcast.apply(packer.pack()));
    }

    @Override
    public Object open(String step) {
      return rows.value()
          .unpack(
              step,
              cells ->
                  BoundValues.unpack(
                      step, new BoundValue.OfLookup(cells.schema(), key, cells.rows())));
    }
  }
}
