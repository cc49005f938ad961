package dev.plumbline.spark;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.spark.rows.SpillFile;
import dev.plumbline.spark.rows.Spilled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * Rows in files of this machine, read one after the other.
 *
 * @param own whether they go when these rows are closed
 */
record FileRows(Schema<?> schema, List<Spilled> files, boolean own) implements LocalRows {
  @Override
  public long size() {
    return files.stream().mapToLong(Spilled::rows).sum();
  }

  @Override
  public Iterable<?> rows() {
    return rows(schema);
  }

  private <T> Iterable<T> rows(Schema<T> of) {
    return () -> new OneAfterTheOther<>(of, files.iterator());
  }

  @Override
  public void close() {
    if (!own) {
      return;
    }
    try {
      for (Spilled file : files) {
        Files.deleteIfExists(Path.of(file.path()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file is closed when its last row was read. */
  private static final class OneAfterTheOther<T> implements Iterator<T> {
    private final Schema<T> schema;
    private final Iterator<Spilled> files;
    private SpillFile.Records<T> rows;

    OneAfterTheOther(Schema<T> schema, Iterator<Spilled> files) {
      this.schema = schema;
      this.files = files;
    }

    @Override
    public boolean hasNext() {
      while (rows == null || !rows.hasNext()) {
        if (rows != null) {
          rows.close();
        }
        if (!files.hasNext()) {
          return false;
        }
        rows = new SpillFile.Records<>(Path.of(files.next().path()), schema);
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException();
      }
      return rows.next();
    }
  }
}
