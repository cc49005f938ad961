package dev.plumbline.tables;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;

/**
 * Puts a file where none is, whole and durable, or fails: by writing it under a name of its own and
 * giving it the wanted name with a hard link, which the operating system refuses when the name is
 * taken. So two processes on one local table never both win a version; a rename or an exists-check
 * can't promise that. Names JDK types alone, so that log stores of any engine can stand on it.
 *
 * <p>Safe for many threads and processes.
 */
public final class LinkedCommit {
  private static final System.Logger LOG = System.getLogger(LinkedCommit.class.getName());

  private LinkedCommit() {}

  /**
   * Writes lines, each ended by a newline, to a file that must not exist.
   *
   * @throws FileAlreadyExistsException when another writer was first; nothing is left behind
   * @throws IOException when the file may or may not be there: look before trying again
   */
  public static void create(Path file, Iterator<String> lines) throws IOException {
    if (Files.exists(file)) { // spares the loser the writing; the link decides
      throw new FileAlreadyExistsException(file.toString());
    }
    FileSums.Writer sums = new FileSums.Writer();
    place(write(file, lines, sums), file, sums);
  }

  /** Gives a finished file its wanted name, which must be free, and makes both durable. */
  static void place(Path own, Path file, FileSums.Writer sums) throws IOException {
    try {
      force(own);
      FailPoint.LOG_WRITTEN.reached();
      link(own, file);
      FailPoint.LOG_LINKED.reached();
    } finally {
      Files.deleteIfExists(own);
    }
    keep(sums, file, true);
    force(file.getParent());
  }

  /**
   * Writes lines to a file that must not exist and that only saves time: readers do without one
   * that is missing or broken, so it is whole when it is seen, but not waited for on the disk.
   */
  static void createHint(Path file, Iterator<String> lines) throws IOException {
    FileSums.Writer sums = new FileSums.Writer();
    Path own = write(file, lines, sums);
    try {
      link(own, file);
    } finally {
      Files.deleteIfExists(own);
    }
    keep(sums, file, false);
  }

  /** Writes lines to a file, replacing it at once if it is there. */
  public static void replace(Path file, Iterator<String> lines) throws IOException {
    Path own = write(file, lines, new FileSums.Writer());
    FileSums.delete(file); // of what is replaced; two writers' sums could cross
    try {
      force(own);
      Files.move(own, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(own);
    }
    force(file.getParent());
  }

  /** A name beside a file that no reader of a Delta log looks at. */
  static Path beside(Path file) {
    return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  /** Makes a file or a folder's entries survive a crash. */
  static void force(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (FileSystemException e) {
      if (!folder) {
        throw e;
      } // some systems can't open a folder: there the entry is durable with its file
    }
  }

  /** The file is there and counts: without sums it is only read unchecked. */
  private static void keep(FileSums.Writer sums, Path file, boolean durable) {
    try {
      sums.keep(file, durable);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Cannot keep the checksums of {0}: {1}", file, e);
    }
  }

  private static Path write(Path file, Iterator<String> lines, FileSums.Writer sums)
      throws IOException {
    List<String> all = new ArrayList<>();
    lines.forEachRemaining(all::add); // first: a file that a kill cuts short must be known
    Path own = file.resolveSibling("." + file.getFileName() + "-" + StagedNames.of(all) + ".tmp");
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(own, StandardOpenOption.CREATE_NEW))) {
        for (String each : all) {
          byte[] line = (each + '\n').getBytes(StandardCharsets.UTF_8);
          out.write(line);
          sums.update(line, 0, line.length);
        }
      }
      return own;
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(own);
      throw e;
    }
  }

  private static void link(Path own, Path file) throws IOException {
    try {
      Files.createLink(file, own);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isSameFile(own, file)) { // else a repeated request of ours had won
        throw e;
      }
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "Cannot commit " + file + ": its file system has no hard links, use another one", e);
    }
  }
}
