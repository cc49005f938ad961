package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.spark.encode.RowType;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Rows as bytes that are equal where rows are. */
public final class RowBytesTask<T> implements MapPartitionsFunction<T, byte[]> {
  private static final long serialVersionUID = 1L;
  private final RowType type;

  public RowBytesTask(RowType type) {
    this.type = type;
  }

  @Override
  public Iterator<byte[]> call(Iterator<T> rows) {
    return bytes(type.schema(), rows);
  }

  private static <R> Iterator<byte[]> bytes(Schema<R> schema, Iterator<?> rows) {
    RowCodec codec = RowCodec.of(schema);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public byte[] next() {
        return codec.toBytes(schema.cells(schema.type().cast(rows.next())));
      }
    };
  }
}
