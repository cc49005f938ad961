package dev.plumbline.runner.spool;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Texts one after the other in a file, each behind its length and checksum. Who has the file open
 * has it alone, by a lock that ends with the process. A text that was not written whole when its
 * process ended is not there. Safe for several threads; an interrupt closes nothing.
 */
final class SpoolFile implements AutoCloseable {
  private static final int HEAD = 2 * Integer.BYTES;
  private static final int MOST = 1 << 30;

  private final RandomAccessFile file;
  private Path path;
  private long end;
  private boolean sound = true;

  /** A text, and the place of the one behind it. */
  record Entry(String text, long next) {}

  private SpoolFile(RandomAccessFile file, Path path) {
    this.file = file;
    this.path = path;
  }

  /**
   * A new file with a first text in it. It is locked before anybody sees it.
   *
   * @throws FileAlreadyExistsException when there is a file of that name
   */
  static SpoolFile create(Path path, String first) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + ".part");
    RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw");
    try {
      SpoolFile made = new SpoolFile(file, path);
      if (!made.locked()) {
        throw new FileAlreadyExistsException(part.toString());
      }
      file.setLength(0);
      made.append(first);
      Files.createLink(path, part);
      Files.delete(part);
      return made;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A file that was left behind; empty when a process has it open, or has just deleted it. */
  static Optional<SpoolFile> take(Path path) throws IOException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    SpoolFile taken = new SpoolFile(file, path);
    try {
      if (taken.locked() && Files.exists(path)) {
        taken.findEnd();
        return Optional.of(taken);
      }
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
    file.close();
    return Optional.empty();
  }

  private boolean locked() throws IOException {
    try {
      FileLock lock = file.getChannel().tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private void findEnd() throws IOException {
    for (Optional<Entry> entry = at(0); entry.isPresent(); entry = at(end)) {
      end = entry.get().next();
    }
    sound = isTorn();
  }

  /** Whether what is behind the last whole text can be the beginning of one. */
  private boolean isTorn() throws IOException {
    long rest = file.length() - end;
    if (rest < HEAD) {
      return true;
    }
    file.seek(end);
    int length = file.readInt();
    file.readInt();
    if (length > 0) {
      return length + (long) HEAD >= rest;
    }
    byte[] zeros = new byte[(int) Math.min(rest - HEAD, MOST)];
    file.readFully(zeros);
    for (byte each : zeros) {
      if (each != 0) {
        return false;
      }
    }
    return length == 0;
  }

  /** Whether nothing is behind the last whole text but what a process was about to write. */
  boolean isSound() {
    return sound;
  }

  synchronized Path path() {
    return path;
  }

  /** Where the next text will be. */
  synchronized long end() {
    return end;
  }

  /**
   * Adds a text; answers its place. When that fails, the file is as before: it holds what was added
   * before, and takes more when there is room again.
   */
  synchronized long append(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer record = ByteBuffer.allocate(HEAD + bytes.length);
    record.putInt(bytes.length).putInt(checksum(bytes)).put(bytes);
    try {
      file.seek(end);
      file.write(record.array());
    } catch (IOException e) {
      try {
        file.setLength(end);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    long at = end;
    end += record.capacity();
    return at;
  }

  /** The text at a place; empty at the end. */
  synchronized Optional<Entry> read(long at) throws IOException {
    return at >= end ? Optional.empty() : at(at);
  }

  /** Empty where no whole text is. */
  private Optional<Entry> at(long at) throws IOException {
    long rest = file.length() - at;
    if (rest < HEAD) {
      return Optional.empty();
    }
    file.seek(at);
    int length = file.readInt();
    int checksum = file.readInt();
    if (length <= 0 || length > MOST || length > rest - HEAD) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    file.readFully(bytes);
    return checksum == checksum(bytes)
        ? Optional.of(new Entry(new String(bytes, StandardCharsets.UTF_8), at + HEAD + length))
        : Optional.empty();
  }

  private static int checksum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /** Brings what was added, and the file's name, to the disk. */
  synchronized void force() throws IOException {
    file.getFD().sync();
    try (FileChannel folder = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Gives the file another name. */
  synchronized void rename(Path to) throws IOException {
    Files.move(path, to);
    path = to;
  }

  /** Deletes and closes it. */
  synchronized void delete() throws IOException {
    Files.deleteIfExists(path);
    file.close();
  }

  /** Lets go of it; what is in it stays. */
  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
