package dev.plumbline.tables;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A CRC32 for each 512 bytes of a file, in a file beside it, by the name and format of Hadoop's
 * local file system ({@code .name.crc}: "crc", 0, the chunk's length, the sums). So Spark checks
 * what we wrote and we check what Spark wrote. A file that has none is read unchecked.
 */
final class FileSums {
  static final int CHUNK = 512;
  private static final int TITLE = 8;
  private static final int MAGIC = 'c' << 24 | 'r' << 16 | 'c' << 8;

  private final Path sums;
  private final ByteBuffer bytes;

  private FileSums(Path sums, ByteBuffer bytes) {
    this.sums = sums;
    this.bytes = bytes;
  }

  private static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + ".crc");
  }

  /** The sums of a file; empty when there are none, or others than ours. */
  static Optional<FileSums> of(Path file) throws IOException {
    Path sums = beside(file);
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(sums));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    boolean ours = bytes.limit() >= TITLE && bytes.getInt(0) == MAGIC && bytes.getInt(4) == CHUNK;
    return ours ? Optional.of(new FileSums(sums, bytes)) : Optional.empty();
  }

  /**
   * Compares a file's bytes with their sums.
   *
   * @param position of the first byte in the file, where a chunk begins
   * @param length of whole chunks, but at the file's end
   * @throws DamagedFileException when they differ, or the file has another length
   */
  void check(Path file, long fileSize, long position, byte[] read, int length) throws IOException {
    if ((fileSize + CHUNK - 1) / CHUNK != (bytes.limit() - TITLE) / Integer.BYTES) {
      throw damaged(file, "its length of " + fileSize + " bytes isn't that of its checksums");
    }
    CRC32 sum = new CRC32();
    for (int at = 0; at < length; at += CHUNK) {
      long from = position + at;
      int some = Math.min(CHUNK, length - at);
      sum.reset();
      sum.update(read, at, some);
      if ((int) sum.getValue() != bytes.getInt(TITLE + (int) (from / CHUNK) * Integer.BYTES)) {
        throw damaged(file, "its bytes " + from + " to " + (from + some - 1) + " have changed");
      }
    }
  }

  private DamagedFileException damaged(Path file, String how) {
    return new DamagedFileException(
        file + " is damaged: " + how + " (" + sums.getFileName() + " beside it tells)");
  }

  static void delete(Path file) throws IOException {
    Files.deleteIfExists(beside(file));
  }

  /** The sums of what is being written, in order. Used by one thread. */
  static final class Writer {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(all);
    private final CRC32 chunk = new CRC32();
    private int filled;

    Writer() {
      add(MAGIC);
      add(CHUNK);
    }

    void update(byte[] bytes, int offset, int length) {
      for (int done = 0; done < length; ) {
        int some = Math.min(CHUNK - filled, length - done);
        chunk.update(bytes, offset + done, some);
        filled += some;
        done += some;
        if (filled == CHUNK) {
          end();
        }
      }
    }

    private void end() {
      add((int) chunk.getValue());
      chunk.reset();
      filled = 0;
    }

    private void add(int value) {
      try {
        out.writeInt(value);
      } catch (IOException e) {
        throw new IllegalStateException(e); // memory doesn't fail
      }
    }

    /** Puts them beside the file, which is whole and in its place. */
    void keep(Path file, boolean durable) throws IOException {
      if (filled > 0) {
        end();
      }
      Path sums = beside(file);
      Path own = LinkedCommit.beside(sums); // of the sums, not of the file: another may be at that
      try {
        Files.write(own, all.toByteArray());
        if (durable) {
          LinkedCommit.force(own);
        }
        Files.move(own, sums, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(own);
      }
    }
  }
}
