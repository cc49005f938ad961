package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts rows and profiles their columns in one pass; two profilers of one schema merge into that
 * of all their rows. For one thread; not to be shared.
 *
 * <p>The columns of a nested record are profiled by path ({@code features.day}), beside the record
 * itself, of which only nulls are counted (a null record counts as a null of each of its columns).
 * A list or map has its nulls, and its sizes under {@code name.size}. Nulls, least, most and rows
 * are exact; distinct values are exact up to {@link Distinct#EXACT}, then by HLL; quantiles are by
 * KLL. Numbers are least and most as SEMANTICS orders them: −0.0 is 0.0, NaN is above all and in no
 * quantile. Texts are told by their first 64 chars.
 */
public final class Profiler {
  private static final int VERSION = 1;

  private final Schema<?> schema;
  private final StructColumn columns;
  private long rows;

  private Profiler(Schema<?> schema) {
    this.schema = schema;
    this.columns = new StructColumn(schema);
  }

  public static Profiler of(Schema<?> schema) {
    return new Profiler(schema);
  }

  /** Takes a row as cells of the schema. */
  public void add(Object[] cells) {
    rows++;
    columns.addCells(cells);
  }

  /** Takes a row as a record of the schema's class; the faster way when there are no cells yet. */
  public void add(Object row) {
    if (row instanceof Object[] cells) {
      add(cells);
    } else {
      rows++;
      columns.addRow(row);
    }
  }

  /**
   * Adds what another profiler of the same schema has seen, which must not be used any more.
   *
   * @throws IllegalArgumentException when its columns are others
   */
  public void merge(Profiler other) {
    if (!schema.toString().equals(other.schema.toString())) {
      throw new IllegalArgumentException(
          "Cannot merge profiles: of " + schema + " and " + other.schema);
    }
    rows += other.rows;
    columns.merge(other.columns);
  }

  /** What was seen, to be merged elsewhere; the format is this release's own. */
  public byte[] toBytes() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      out.writeLong(rows);
      columns.write(out);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The profiler that {@link #toBytes} was called on.
   *
   * @throws UncheckedIOException when the bytes are of another release
   */
  public static Profiler fromBytes(Schema<?> schema, byte[] bytes) {
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException(
            "Cannot read profile: format version " + version + ", use one release on all workers");
      }
      Profiler profiler = of(schema);
      profiler.rows = in.readLong();
      profiler.columns.read(in);
      return profiler;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Profile profile() {
    List<Profile.Column> told = new ArrayList<>();
    columns.tellFields("", told);
    return new Profile(rows, told);
  }
}
