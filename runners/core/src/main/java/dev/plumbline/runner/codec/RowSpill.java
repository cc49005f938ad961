package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;

/**
 * Many rows in a local temporary file: appended once, by one thread, then read any number of times
 * and by any threads in the order of appending. Holds one block of {@link #BLOCK} rows in memory,
 * and one for each iterator. {@link #close} deletes the file; iterators fail after it.
 *
 * <p>The file is this process's own and its format is no contract: blocks of (length, rows, then
 * each column by itself), little-endian; see the columns.
 *
 * @param <T> the record
 */
public final class RowSpill<T> implements AutoCloseable {
  /** Rows in a block. */
  static final int BLOCK = 4096;

  static final int HEAD = 8;

  private final Schema<T> schema;
  private final Path file;
  private final FileChannel channel;
  private final StructColumn columns;
  private final BlockBuffer buffer = new BlockBuffer();
  private int pending;
  private long size;
  private boolean sealed;

  private RowSpill(Schema<T> schema, Path file, FileChannel channel) {
    this.schema = schema;
    this.file = file;
    this.channel = channel;
    this.columns = columns(schema);
  }

  /**
   * An empty spill in a folder, which is made if need be.
   *
   * @throws UncheckedIOException naming the folder when no file can be made in it
   */
  public static <T> RowSpill<T> in(Path folder, Schema<T> schema) {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, "rows-", ".spill");
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new RowSpill<>(schema, file, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make spill file in " + folder + ": " + e + ", free or choose another folder", e);
    }
  }

  static StructColumn columns(Schema<?> schema) {
    return (StructColumn) SpillColumn.of(new FieldType.Struct(schema));
  }

  /**
   * Appends a row as cells of the schema, which are not kept.
   *
   * @throws IllegalStateException once the spill was read
   * @throws UncheckedIOException naming the file when the disk is full or gone
   */
  public void append(Object[] cells) {
    if (sealed) {
      throw new IllegalStateException("Cannot append to " + file + ": it was read, make another");
    }
    columns.add(cells);
    size++;
    if (++pending == BLOCK) {
      flush();
    }
  }

  /** Appends a row; throws as {@link #append} does, and as {@link Schema#cells}. */
  public void add(T row) {
    append(schema.cells(row));
  }

  /** How many rows were appended. */
  public long size() {
    return size;
  }

  /** The rows in their order, for any number of passes; nothing can be appended from now on. */
  public Iterable<T> rows() {
    if (!sealed) {
      flush();
      sealed = true;
    }
    return this::iterator;
  }

  /** The bytes on disk, without those of the block at hand. */
  public long sizeBytes() {
    try {
      return channel.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Iterator<T> iterator() {
    return new SpillIterator<>(schema, file, channel, size);
  }

  private void flush() {
    if (pending == 0) {
      return;
    }
    buffer.clear();
    buffer.room(HEAD).putInt(0).putInt(pending);
    columns.write(buffer);
    ByteBuffer block = buffer.flip();
    block.putInt(0, block.limit() - HEAD);
    try {
      while (block.hasRemaining()) {
        channel.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file + ": " + e + ", free some space", e);
    }
    pending = 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + file + ": " + e + ", delete it", e);
    }
  }
}
