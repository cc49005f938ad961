package dev.plumbline.tables;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** Kernel's files on java.nio: no Hadoop class is loaded for a log that is read from JSON. */
final class NioFiles implements FileIO {
  @Override
  public CloseableIterator<FileStatus> listFrom(String filePath) throws IOException {
    Path from = Locations.path(filePath);
    String first = from.getFileName().toString();
    try (Stream<Path> entries = Files.list(from.getParent())) {
      var names =
          entries
              .map(p -> p.getFileName().toString())
              .filter(name -> name.compareTo(first) >= 0 && !name.startsWith("."))
              .sorted()
              .toList();
      return Utils.toCloseableIterator(names.iterator())
          .map(name -> status(from.resolveSibling(name)));
    } catch (NoSuchFileException e) {
      throw missing(filePath, e);
    }
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    try {
      return status(Locations.path(path));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileStatus status(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return FileStatus.of(
          file.toString(), attributes.size(), attributes.lastModifiedTime().toMillis());
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(missing(file.toString(), e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kernel takes this one, and not java.nio's, for "there is none": anything else it retries. */
  static FileNotFoundException missing(String path, Exception cause) {
    var missing = new FileNotFoundException(path);
    missing.initCause(cause);
    return missing;
  }

  @Override
  public String resolvePath(String path) {
    return Locations.path(path).toAbsolutePath().normalize().toString();
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    Files.createDirectories(Locations.path(path));
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    return new NioInput(Locations.path(path));
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new NioOutput(Locations.path(path));
  }

  @Override
  public boolean delete(String path) throws IOException {
    Path file = Locations.path(path);
    boolean found = Files.deleteIfExists(file);
    FileSums.delete(file);
    return found;
  }

  @Override
  public Optional<String> getConf(String key) {
    return Optional.empty();
  }

  @Override
  public void copyFileAtomically(String from, String to, boolean overwrite) throws IOException {
    var lines = Files.readAllLines(Locations.path(from)).iterator();
    if (overwrite) {
      LinkedCommit.replace(Locations.path(to), lines);
    } else {
      LinkedCommit.create(Locations.path(to), lines);
    }
  }
}
