package dev.plumbline.s3;

import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * An object read by ranges: a small one at once, the end of a Parquet file at once, and large
 * stretches as they are asked for.
 *
 * @param knownSize none or less where it isn't known: Kernel says 0 of a file that it hasn't seen
 */
record S3Input(S3Objects objects, String path, long knownSize) implements InputFile {
  private static final int AHEAD = 1 << 20;
  private static final int TAIL = 1 << 16;

  @Override
  public long length() throws IOException {
    return knownSize > 0 ? knownSize : objects.head(S3Key.of(path)).size();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new Stream(objects, S3Key.of(path), knownSize);
  }

  private static final class Stream extends SeekableInputStream {
    private final S3Objects objects;
    private final S3Key key;
    private final long size;
    private byte[] buffer = new byte[0];
    private long bufferStart;
    private long position;
    private boolean ended;

    /** Reads the beginning, so that a missing object is known as soon as it is opened. */
    Stream(S3Objects objects, S3Key key, long size) throws IOException {
      this.objects = objects;
      this.key = key;
      this.size = size;
      if (size <= 0) {
        fill();
      }
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void seek(long to) {
      position = to;
    }

    private int buffered() {
      long offset = position - bufferStart;
      return offset < 0 || offset >= buffer.length ? 0 : (int) (buffer.length - offset);
    }

    /** Whether there is a byte at the position; it is in the buffer then. */
    private boolean fill() throws IOException {
      if (buffered() > 0) {
        return true;
      }
      if ((size > 0 && position >= size) || (ended && position >= bufferStart + buffer.length)) {
        return false;
      }
      long start = size > 0 && size - position < TAIL ? Math.max(0, size - TAIL) : position;
      load(start, start + AHEAD);
      return buffered() > 0;
    }

    private void load(long from, long upTo) throws IOException {
      buffer = objects.get(key, from, upTo);
      bufferStart = from;
      ended = buffer.length < upTo - from;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[(int) (position++ - bufferStart)] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (buffered() == 0 && length > AHEAD && position < size) {
        load(position, Math.min(size, position + length));
      }
      if (!fill()) {
        return -1;
      }
      int some = Math.min(length, buffered());
      System.arraycopy(buffer, (int) (position - bufferStart), into, offset, some);
      position += some;
      return some;
    }

    @Override
    public void readFully(byte[] into, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        int read = read(into, offset + done, length - done);
        if (read < 0) {
          throw new EOFException(key + " ends after " + position + " bytes");
        }
        done += read;
      }
    }
  }
}
