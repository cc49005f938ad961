package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.engine.BoundValue;
import dev.plumbline.runner.engine.BoundValues;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A finished value beside rows, as it travels. */
public sealed interface BesideValue extends Serializable {
  /** The value; a lookup is built once for each process. */
  Object open(String step);

  /**
   * @param broadcast sends bytes to every process once
   */
  static BesideValue of(BoundValue value, Function<LookupBytes, Broadcast<LookupBytes>> broadcast) {
    if (value instanceof BoundValue.OfInterval i) {
      return new OfInterval(StepText.of(i.interval()));
    }
    if (value instanceof BoundValue.OfRecord r) {
      return OfRecord.of(Schema.of(r.value().getClass()), r.value());
    }
    return new OfLookup(broadcast.apply(LookupBytes.of((BoundValue.OfLookup) value)));
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
  record OfLookup(Broadcast<LookupBytes> bytes) implements BesideValue {
    @Override
    public Object open(String step) {
      return bytes.value().lookup(step);
    }
  }

  /** A lookup's rows, one after the other. */
  final class LookupBytes implements Serializable {
    private static final long serialVersionUID = 1L;
    private final RowType type;
    private final String key;
    private final int rows;
    private final byte[] bytes;
    private transient Object lookup;

    private LookupBytes(RowType type, String key, int rows, byte[] bytes) {
      this.type = type;
      this.key = key;
      this.rows = rows;
      this.bytes = bytes;
    }

    static LookupBytes of(BoundValue.OfLookup value) {
      RowCodec codec = RowCodec.of(value.schema());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      try {
        for (Object[] row : value.rows()) {
          codec.write(row, out);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new LookupBytes(
          RowType.of(value.schema()), value.key(), value.rows().size(), bytes.toByteArray());
    }

    synchronized Object lookup(String step) {
      if (lookup == null) {
        lookup = BoundValues.unpack(step, read());
      }
      return lookup;
    }

    private BoundValue.OfLookup read() {
      Schema<?> schema = type.schema();
      RowCodec codec = RowCodec.of(schema);
      List<Object[]> all = new ArrayList<>(rows);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      try {
        for (int i = 0; i < rows; i++) {
          all.add(codec.read(in));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new BoundValue.OfLookup(schema, key, all);
    }
  }
}
