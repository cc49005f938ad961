package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.spark.encode.RowType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Rows that go to each process once, and are unpacked there once for each step that uses them. */
public final class SentRows implements Serializable {
  private static final long serialVersionUID = 1L;
  private final RowType type;
  private final int rows;
  private final byte[] bytes;
  private transient Map<String, Object> unpacked;

  private SentRows(RowType type, int rows, byte[] bytes) {
    this.type = type;
    this.rows = rows;
    this.bytes = bytes;
  }

  /** Gathers records to send. Used by one thread. */
  public static final class Packer {
    private final Schema<?> schema;
    private final RowCodec codec;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int rows;

    public Packer(Schema<?> schema) {
      this.schema = schema;
      this.codec = RowCodec.of(schema);
    }

    public void add(Object row) {
      cells(cells(schema, row));
    }

    private static <T> Object[] cells(Schema<T> schema, Object row) {
      return schema.cells(schema.type().cast(row));
    }

    void cells(Object[] cells) {
      try {
        codec.write(cells, out);
        rows++;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public SentRows pack() {
      return new SentRows(RowType.of(schema), rows, bytes.toByteArray());
    }
  }

  /**
   * What a step makes of the rows.
   *
   * @param how from the rows' schema and their cells; called once for each step and process
   */
  @SuppressWarnings("unchecked") // one step makes one kind of thing of them
  synchronized <T> T unpack(String step, Function<Cells, T> how) {
    if (unpacked == null) {
      unpacked = new HashMap<>();
    }
    T known = (T) unpacked.get(step);
    if (known == null) {
      known = how.apply(new Cells(type.schema(), read()));
      unpacked.put(step, known);
    }
    return known;
  }

  /** Rows as cells of a schema. */
  record Cells(Schema<?> schema, List<Object[]> rows) {}

  private List<Object[]> read() {
    RowCodec codec = RowCodec.of(type.schema());
    List<Object[]> all = new ArrayList<>(rows);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      for (int i = 0; i < rows; i++) {
        all.add(codec.read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
