package dev.plumbline.tracking.artifacts;

import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.tracking.FileInfo;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Artifacts in a folder. A file is there whole or not at all: it is written beside its place,
 * forced to the disk and moved there. Paths are relative, with slashes; one that leaves the folder,
 * by its words or through a link, is refused. Safe for many threads and processes; of two writers
 * of one path the last one wins.
 */
public final class LocalArtifacts {
  private final Path root;

  private LocalArtifacts(Path root) {
    this.root = root;
  }

  /** Artifacts in that folder, which is made when the first one is written. */
  public static LocalArtifacts in(Path root) {
    return new LocalArtifacts(root.toAbsolutePath().normalize());
  }

  /** Artifacts at a run's or an experiment's address: a {@code file:} one, or a plain path. */
  public static LocalArtifacts at(String address) {
    if (address.startsWith("file:")) {
      return in(Path.of(URI.create(address)));
    }
    if (address.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw TrackingException.invalid(
          "Cannot open artifacts: " + address + " is not on this machine's disk, use file:");
    }
    return in(Path.of(address));
  }

  /** Writes a file from a stream, which stays open; folders on its way are made. */
  public FileInfo write(String path, InputStream content) {
    ArtifactPath target = ArtifactPath.of(root, path);
    Path folder = target.file().getParent();
    Path part = folder.resolve(ArtifactPath.partName());
    try {
      Files.createDirectories(folder);
      try {
        long size = fill(part, content);
        if (target.isFolder()) {
          throw TrackingException.invalid("Invalid path: '" + path + "' is a folder");
        }
        Files.move(part, target.file(), StandardCopyOption.ATOMIC_MOVE);
        return new FileInfo(target.path(), OptionalLong.of(size));
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw target.failure("write", e);
    }
  }

  private static long fill(Path part, InputStream content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long size = content.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
      return size;
    }
  }

  /**
   * Copies a file or folder, all of it visible at once, and gives its place. What is there is never
   * changed: equal content keeps its place, other content goes beside it, numbered.
   */
  public Path writeTree(String path, Path content) {
    ArtifactPath target = ArtifactPath.of(root, path);
    Path folder = target.file().getParent();
    Path part = folder.resolve(ArtifactPath.partName());
    try {
      Files.createDirectories(folder);
      try {
        TreeCopy.copy(content, part);
        FailPoint.UPLOADED.reached();
        int number = 1;
        while (!TreeCopy.moved(part, place(target, number))) {
          number++;
        }
        FailPoint.UPLOAD_NAMED.reached();
        return place(target, number);
      } finally {
        TreeCopy.delete(part);
      }
    } catch (IOException e) {
      throw target.failure("write", e);
    }
  }

  private static Path place(ArtifactPath target, int number) {
    Path file = target.file();
    return number == 1 ? file : file.resolveSibling(file.getFileName() + "-" + number);
  }

  /** Every place that {@link #writeTree} has given for a path, the first one first. */
  public List<Path> places(String path) {
    ArtifactPath target = ArtifactPath.of(root, path);
    List<Path> places = new ArrayList<>();
    for (int number = 1; Files.exists(place(target, number)); number++) {
      places.add(place(target, number));
    }
    return places;
  }

  /** Reads a file; the caller closes the stream. */
  public InputStream read(String path) {
    ArtifactPath source = ArtifactPath.of(root, path);
    if (!source.isFile()) {
      throw source.missing();
    }
    try {
      return Files.newInputStream(source.file(), LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw source.missing();
    } catch (IOException e) {
      throw source.failure("read", e);
    }
  }

  /** What lies at a path, if anything. */
  public Optional<FileInfo> find(String path) {
    ArtifactPath found = ArtifactPath.of(root, path);
    if (found.isFolder()) {
      return Optional.of(new FileInfo(found.path(), OptionalLong.empty()));
    }
    try {
      return found.isFile()
          ? Optional.of(new FileInfo(found.path(), OptionalLong.of(Files.size(found.file()))))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw found.failure("read", e);
    }
  }

  /** What lies directly in a folder, by name; nothing for one that isn't there, or for a file. */
  public List<FileInfo> list(String folder) {
    ArtifactPath listed = ArtifactPath.ofFolder(root, folder);
    if (!listed.isFolder()) {
      return List.of();
    }
    String prefix = listed.path().isEmpty() ? "" : listed.path() + "/";
    List<FileInfo> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed.file())) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!ArtifactPath.isPart(name) && !Files.isSymbolicLink(entry)) {
          files.add(
              new FileInfo(
                  prefix + name,
                  Files.isDirectory(entry)
                      ? OptionalLong.empty()
                      : OptionalLong.of(Files.size(entry))));
        }
      }
    } catch (IOException e) {
      throw listed.failure("list", e);
    }
    files.sort(Comparator.comparing(FileInfo::path));
    return files;
  }

  /** Deletes a file; one that isn't there is no error. */
  public void delete(String path) {
    ArtifactPath target = ArtifactPath.of(root, path);
    if (target.isFolder()) {
      throw TrackingException.invalid("Invalid path: '" + path + "' is a folder");
    }
    try {
      Files.deleteIfExists(target.file());
    } catch (IOException e) {
      throw target.failure("delete", e);
    }
  }

  /**
   * Deletes what writers that were killed left half written; whoever asks knows that none writes.
   */
  public void sweep() {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path each : walk.filter(p -> ArtifactPath.isPart(p.getFileName().toString())).toList()) {
        TreeCopy.delete(each);
      }
    } catch (IOException e) {
      throw ArtifactPath.ofFolder(root, "").failure("sweep", e);
    }
  }

  /** Where these artifacts lie. */
  public Path root() {
    return root;
  }
}
