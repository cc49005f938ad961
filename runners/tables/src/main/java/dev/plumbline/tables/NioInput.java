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
import java.util.Optional;

/** A file read through a channel and a buffer, and checked where it has {@link FileSums}. */
record NioInput(Path file) implements InputFile {
  private static final int BUFFER = 128 * FileSums.CHUNK;

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
      return new Stream(file, FileChannel.open(file));
    } catch (NoSuchFileException e) {
      throw NioFiles.missing(file.toString(), e);
    }
  }

  private static final class Stream extends SeekableInputStream {
    private final Path file;
    private final FileChannel channel;
    private final Optional<FileSums> sums;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);

    /** Where the buffer's first byte lies in the file. */
    private long start;

    Stream(Path file, FileChannel channel) throws IOException {
      this.file = file;
      this.channel = channel;
      try {
        this.sums = FileSums.of(file);
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }

    @Override
    public long getPos() {
      return start + buffer.position();
    }

    @Override
    public void seek(long position) {
      if (position < start || position > start + buffer.limit()) {
        buffer.limit(0);
        start = position;
      } else {
        buffer.position((int) (position - start));
      }
    }

    /** Sees to it that there are bytes in the buffer; false at the file's end. */
    private boolean fill() throws IOException {
      if (buffer.hasRemaining()) {
        return true;
      }
      long position = getPos();
      start = position - position % FileSums.CHUNK;
      buffer.clear();
      boolean more = true;
      while (more && buffer.hasRemaining()) {
        more = channel.read(buffer, start + buffer.position()) > 0;
      }
      buffer.flip();
      if (sums.isPresent()) {
        sums.get().check(file, channel.size(), start, buffer.array(), buffer.limit());
      }
      buffer.position((int) Math.min(position - start, buffer.limit()));
      return buffer.hasRemaining();
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
