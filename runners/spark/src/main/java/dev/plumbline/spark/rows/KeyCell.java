package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.value.Hash64;
import dev.plumbline.runner.value.Keys;
import dev.plumbline.spark.encode.RowChecks;
import dev.plumbline.spark.encode.RowType;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** A key in a row of its own, so that every kind of key, null included, is handled alike. */
public record KeyCell<K>(K key) {
  /** Keys of one type as normalised bytes, equal where the keys are. Used by one thread. */
  public static final class Bytes {
    private final Schema<?> schema;
    private final RowCodec codec;
    private final boolean floating;

    private Bytes(Schema<?> schema) {
      this.schema = schema;
      this.codec = RowCodec.of(schema);
      this.floating =
          RowChecks.holds(
              new FieldType.Struct(schema),
              t -> t == FieldType.Scalar.DOUBLE || t == FieldType.Scalar.FLOAT);
    }

    public static Bytes of(RowType key) {
      return new Bytes(key.schema());
    }

    /** The bytes of a key that groups; null has bytes as well. */
    public byte[] grouping(Object key) {
      return bytes(cells(schema, key));
    }

    /** The bytes of a key that joins; empty for one with a null, which joins nothing. */
    public Optional<byte[]> joining(Object key) {
      Object[] cells = cells(schema, key);
      return hasNull(cells) ? Optional.empty() : Optional.of(bytes(cells));
    }

    /** Behind its hash: Spark sorts by the first eight bytes and rarely looks at the others. */
    private byte[] bytes(Object[] cells) {
      byte[] plain = codec.toBytes(cells);
      return ByteBuffer.allocate(Long.BYTES + plain.length)
          .putLong(Hash64.of(plain, 0))
          .put(plain)
          .array();
    }

    private <T> Object[] cells(Schema<T> of, Object key) {
      Object row = new KeyCell<>(key);
      return of.cells(floating ? Keys.normalised(of, row) : of.type().cast(row));
    }

    private static boolean hasNull(Object[] cells) {
      for (Object cell : cells) {
        if (cell == null || (cell instanceof Object[] nested && hasNull(nested))) {
          return true;
        }
      }
      return false;
    }

    /** The key that {@link #grouping} was given, normalised. */
    Object key(byte[] grouping) {
      byte[] plain = Arrays.copyOfRange(grouping, Long.BYTES, grouping.length);
      return ((KeyCell<?>) schema.row(codec.fromBytes(plain))).key();
    }

    /** The key as a step is given it. */
    public Object normalised(Object key) {
      return ((KeyCell<?>) Keys.normalised(schema, new KeyCell<>(key))).key();
    }
  }

  /** How the keys of a step travel. */
  public static RowType type(Type key) {
    return RowType.of(Types.parameterized(KeyCell.class, key));
  }
}
