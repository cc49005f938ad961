package dev.plumbline.runner.codec;

import dev.plumbline.pipeline.schema.Schema;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** One pass over a spill, which reads by position and so shares the channel with others. */
final class SpillIterator<T> implements Iterator<T> {
  private final Schema<T> schema;
  private final Path file;
  private final FileChannel channel;
  private final StructColumn columns;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long position;
  private long left;
  private int at;
  private int loaded;

  SpillIterator(Schema<T> schema, Path file, FileChannel channel, long rows) {
    this.schema = schema;
    this.file = file;
    this.channel = channel;
    this.columns = RowSpill.columns(schema);
    this.left = rows;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public T next() {
    if (left == 0) {
      throw new NoSuchElementException();
    }
    if (at == loaded) {
      load();
    }
    left--;
    return schema.row((Object[]) columns.cell(at++));
  }

  private void load() {
    try {
      ByteBuffer head = read(RowSpill.HEAD);
      int length = head.getInt();
      loaded = head.getInt();
      columns.load(read(length), loaded);
      at = 0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + e + ", run the step again", e);
    }
  }

  private ByteBuffer read(int length) throws IOException {
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocate(length + length / 4).order(ByteOrder.LITTLE_ENDIAN);
    }
    bytes.clear().limit(length);
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, position);
      if (read < 0) {
        throw new EOFException("it ends early");
      }
      position += read;
    }
    return bytes.flip();
  }
}
