package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.value.Keys;
import dev.plumbline.spark.encode.RowType;
import java.lang.reflect.Type;

/** A key in a row of its own, so that every kind of key, null included, is handled alike. */
public record KeyCell<K>(K key) {
  /** Keys of one type as normalised bytes, equal where the keys are. Used by one thread. */
  public static final class Bytes {
    private final Schema<?> schema;
    private final RowCodec codec;

    private Bytes(Schema<?> schema) {
      this.schema = schema;
      this.codec = RowCodec.of(schema);
    }

    public static Bytes of(RowType key) {
      return new Bytes(key.schema());
    }

    public byte[] of(Object key) {
      return bytes(schema, key);
    }

    private <T> byte[] bytes(Schema<T> of, Object key) {
      T row = Keys.normalised(of, new KeyCell<>(key));
      return codec.toBytes(of.cells(row));
    }

    /** The key as a step is given it. */
    public Object normalised(Object key) {
      return ((KeyCell<?>) Keys.normalised(schema, new KeyCell<>(key))).key();
    }

    /** Whether a key joins nothing. */
    public boolean hasNull(Object key) {
      return Keys.hasNull(Keys.of(key));
    }
  }

  /** How the keys of a step travel. */
  public static RowType type(Type key) {
    return RowType.of(Types.parameterized(KeyCell.class, key));
  }
}
