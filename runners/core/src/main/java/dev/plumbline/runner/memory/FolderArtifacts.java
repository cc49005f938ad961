package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.port.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Artifacts as files: {@code <root>/<run>/<path>}. What is there is never overwritten: other bytes
 * under a name that is taken go to {@code <path>-2} and so on. Safe for many threads.
 */
public final class FolderArtifacts implements ArtifactStore {
  private final Path root;

  /**
   * @param root made when there is something to keep
   */
  public FolderArtifacts(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public synchronized URI put(String runId, String path, Path content) {
    Path wanted = root.resolve(runId).resolve(path).normalize();
    if (!wanted.startsWith(root)) {
      throw new IllegalArgumentException(
          "Cannot store artifact " + path + ": it leaves the run's folder");
    }
    try {
      Path place = wanted;
      for (int i = 2; Files.exists(place); i++) {
        if (same(place, content)) {
          return uri(place);
        }
        place = wanted.resolveSibling(wanted.getFileName() + "-" + i);
      }
      Files.createDirectories(place.getParent());
      Path fresh = Files.createTempDirectory(root, ".put").resolve("content");
      copy(content, fresh);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(fresh.getParent());
      return uri(place);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot store artifact " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public List<URI> list(String runId, String path) {
    Path wanted = root.resolve(runId).resolve(path).normalize();
    List<URI> places = new ArrayList<>();
    Path place = wanted;
    for (int i = 2; Files.exists(place); i++) {
      places.add(uri(place));
      place = wanted.resolveSibling(wanted.getFileName() + "-" + i);
    }
    return places;
  }

  @Override
  public synchronized void sweep(String runId) {
    // Every writer of this folder is in this process, and cleans up.
  }

  @Override
  public Path fetch(URI location) {
    if (!"file".equals(location.getScheme()) || !Files.exists(Path.of(location))) {
      throw new IllegalArgumentException("Cannot fetch " + location + ": nothing is there");
    }
    return Path.of(location);
  }

  /** Without the slash at a folder's end, so that one place has one name. */
  private static URI uri(Path place) {
    String text = place.toUri().toString();
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  private static boolean same(Path one, Path other) throws IOException {
    List<Path> files = files(one);
    if (!files.equals(files(other))) {
      return false;
    }
    for (Path file : files) {
      Path left = one.resolve(file);
      Path right = other.resolve(file);
      boolean folders = Files.isDirectory(left) && Files.isDirectory(right);
      if (!folders
          && (Files.isDirectory(left)
              || Files.isDirectory(right)
              || Files.mismatch(left, right) >= 0)) {
        return false;
      }
    }
    return true;
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : files(from)) {
      Files.copy(from.resolve(file), to.resolve(file));
    }
  }

  /** Every file and folder in and below, folders first, by its way from there. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.map(folder::relativize).sorted().toList();
    }
  }
}
