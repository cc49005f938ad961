package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.spark.encode.CellReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * Rows in a file of this machine: for each its size and Spark's own bytes of it, then −1. Sizes
 * take eight bytes, so that rows begin at multiples of eight as Spark has them.
 */
public final class SpillFile {
  private static final int BUFFER = 1 << 18;
  private static final int HEAD = Long.BYTES;

  private SpillFile() {}

  /** Writes one file. Used by one thread. */
  static final class Writer implements Closeable {
    private final Path file;
    private final OutputStream out;
    private byte[] buffer = new byte[BUFFER];
    private int used;
    private long rows;

    Writer(Path file) throws IOException {
      this.file = file;
      this.out = Files.newOutputStream(file);
    }

    void write(UnsafeRow row) throws IOException {
      int size = row.getSizeInBytes();
      room(HEAD + size);
      Platform.putLong(buffer, at(used), size);
      Platform.copyMemory(row.getBaseObject(), row.getBaseOffset(), buffer, at(used + HEAD), size);
      used += HEAD + size;
      rows++;
    }

    private void room(int size) throws IOException {
      if (used + size > buffer.length) {
        flush();
        if (size > buffer.length) {
          buffer = new byte[size * 2];
        }
      }
    }

    private void flush() throws IOException {
      out.write(buffer, 0, used);
      used = 0;
    }

    /** Without the end mark that this writes a file can't be read. */
    Spilled end() throws IOException {
      room(HEAD);
      Platform.putLong(buffer, at(used), -1);
      used += HEAD;
      flush();
      return new Spilled(file.toString(), rows);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static long at(int index) {
    return Platform.BYTE_ARRAY_OFFSET + (long) index;
  }

  /** Reads one file; each row is valid until the reader is asked again. Used by one thread. */
  private static final class Reader implements Iterator<UnsafeRow>, Closeable {
    private final Path file;
    private final InputStream in;
    private final UnsafeRow row;
    private byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int size;

    /**
     * @param fields how many a row has
     */
    Reader(Path file, int fields) {
      this.file = file;
      this.row = new UnsafeRow(fields);
      try {
        in = Files.newInputStream(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      head();
    }

    private void head() {
      fill(HEAD);
      size = (int) Platform.getLong(buffer, at(from));
      from += HEAD;
    }

    /** Brings so many bytes behind {@code from} into the buffer. */
    private void fill(int wanted) {
      if (to - from >= wanted) {
        return;
      }
      byte[] target = wanted > buffer.length ? new byte[wanted * 2] : buffer;
      System.arraycopy(buffer, from, target, 0, to - from);
      to -= from;
      from = 0;
      buffer = target;
      try {
        while (to < wanted) {
          int read = in.read(buffer, to, buffer.length - to);
          if (read < 0) {
            throw new IOException("Cannot read spilled rows: " + file + " ends too early");
          }
          to += read;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      if (size == 0) {
        head();
      }
      return size > 0;
    }

    @Override
    public UnsafeRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      fill(size);
      row.pointTo(buffer, at(from), size);
      from += size;
      size = 0;
      return row;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Reads one file as records. Used by one thread. */
  public static final class Records<T> implements Iterator<T>, Closeable {
    private final Schema<T> schema;
    private final CellReader cells;
    private final Reader rows;

    public Records(Path file, Schema<T> schema) {
      this.schema = schema;
      this.cells = CellReader.of(schema);
      this.rows = new Reader(file, schema.fields().size());
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public T next() {
      return schema.row(cells.row(rows.next()));
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
