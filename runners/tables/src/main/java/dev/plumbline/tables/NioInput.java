package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file read through a channel, with a buffer for the small reads of a log. */
record NioInput(Path file) implements InputFile {
  @Override
  public long length() throws IOException {
    return Files.size(file);
  }

  @Override
  public String path() {
    return file.toString();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    try {
      return new Stream(FileChannel.open(file));
    } catch (NoSuchFileException e) {
      throw NioFiles.missing(file.toString(), e);
    }
  }

  private static final class Stream extends SeekableInputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);

    Stream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position() - buffer.remaining();
    }

    @Override
    public void seek(long position) throws IOException {
      long start = channel.position() - buffer.limit();
      if (position >= start && position <= channel.position()) {
        buffer.position((int) (position - start));
      } else {
        buffer.limit(0);
        channel.position(position);
      }
    }

    private boolean fill() throws IOException {
      if (buffer.hasRemaining()) {
        return true;
      }
      buffer.clear();
      int read = channel.read(buffer);
      buffer.flip();
      return read > 0;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!buffer.hasRemaining() && length >= buffer.capacity()) {
        buffer.limit(0);
        return channel.read(ByteBuffer.wrap(into, offset, length));
      }
      if (!fill()) {
        return -1;
      }
      int some = Math.min(length, buffer.remaining());
      buffer.get(into, offset, some);
      return some;
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int read = read(into, offset + done, length - done);
        if (read < 0) {
          throw new EOFException("the file ends after " + getPos() + " bytes");
        }
        done += read;
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
