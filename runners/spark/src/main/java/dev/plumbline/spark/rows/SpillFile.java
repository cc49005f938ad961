package dev.plumbline.spark.rows;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Rows in a file of this machine: for each its size and Spark's own bytes of it, then −1. */
public final class SpillFile {
  private static final int BUFFER = 1 << 18;

  private SpillFile() {}

  /** Writes one file. Used by one thread. */
  static final class Writer implements Closeable {
    private final DataOutputStream out;
    private final byte[] buffer = new byte[1 << 12];

    Writer(Path file) throws IOException {
      out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }

    void write(UnsafeRow row) throws IOException {
      out.writeInt(row.getSizeInBytes());
      row.writeToStream(out, buffer);
    }

    /** Without the end mark that this writes a file can't be read. */
    void end() throws IOException {
      out.writeInt(-1);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /** Reads one file; each row is valid until the next. Used by one thread. */
  public static final class Reader implements Iterator<UnsafeRow>, Closeable {
    private final Path file;
    private final DataInputStream in;
    private final UnsafeRow row;
    private byte[] bytes = new byte[1024];
    private int size;

    /**
     * @param fields how many a row has
     */
    public Reader(Path file, int fields) {
      this.file = file;
      this.row = new UnsafeRow(fields);
      try {
        in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      advance();
    }

    private void advance() {
      try {
        size = in.readInt();
      } catch (EOFException e) {
        throw new UncheckedIOException("Cannot read spilled rows: " + file + " ends too early", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      return size >= 0;
    }

    @Override
    public UnsafeRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (bytes.length < size) {
        bytes = new byte[size * 2];
      }
      try {
        in.readFully(bytes, 0, size);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read spilled rows: " + file + " is cut off", e);
      }
      row.pointTo(bytes, size);
      advance();
      return row;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
