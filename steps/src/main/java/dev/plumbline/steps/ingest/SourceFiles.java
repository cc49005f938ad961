package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestStep.Part;
import dev.plumbline.pipeline.Resources;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The files that a path names: one file, the files of a folder by their ending (hidden ones, which
 * begin with a dot or an underscore, left out), or a glob. Sorted by path, so that parts keep their
 * order.
 *
 * @param base what the names of parts are relative to
 */
record SourceFiles(Path base, List<Path> files) {
  private static final int BUFFER_BYTES = 1 << 16;

  /**
   * @param endings what a folder's files end in, such as {@code .csv}; {@code .gz} may follow
   */
  static SourceFiles find(Resources resources, Path source, List<String> endings)
      throws IOException {
    Path path = resources.path(source);
    if (Files.isRegularFile(path)) {
      return new SourceFiles(path.toAbsolutePath().getParent(), List.of(path));
    }
    if (Files.isDirectory(path)) {
      return found(
          path, list(path, 1, f -> ends(f, endings)), path, "no file in it ends in " + endings);
    }
    if (!isGlob(path)) {
      throw new SourceException("Cannot read " + path + ": there is no such file or folder");
    }
    Path base = path.getRoot() == null ? Path.of("") : path.getRoot();
    for (Path part : path) {
      if (isGlob(part)) {
        break;
      }
      base = base.resolve(part);
    }
    if (!Files.isDirectory(base)) {
      throw new SourceException("Cannot read " + path + ": there is no folder " + base);
    }
    PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + path);
    return found(base, list(base, Integer.MAX_VALUE, glob), path, "it matches no file");
  }

  private static SourceFiles found(Path base, List<Path> files, Path source, String none) {
    if (files.isEmpty()) {
      throw new SourceException("Cannot read " + source + ": " + none);
    }
    return new SourceFiles(base, files);
  }

  private static List<Path> list(Path folder, int depth, PathMatcher wanted) throws IOException {
    try (Stream<Path> all = Files.walk(folder, depth, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(f -> !hidden(f) && wanted.matches(f) && Files.isRegularFile(f))
          .sorted()
          .toList();
    }
  }

  private static boolean hidden(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(".") || name.startsWith("_");
  }

  private static boolean ends(Path file, List<String> endings) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    return endings.stream().anyMatch(plain::endsWith);
  }

  private static boolean isGlob(Path path) {
    String text = path.toString();
    return text.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** One part for each file, named by its path below {@link #base}. */
  List<Part> parts() {
    return files.stream().map(f -> new Part(name(f))).toList();
  }

  String name(Path file) {
    return base.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
  }

  /** The file of a part; throws when it is none of them. */
  Path file(Part part) {
    return files.stream()
        .filter(f -> name(f).equals(part.name()))
        .findFirst()
        .orElseThrow(
            () -> new SourceException("Cannot read " + base.resolve(part.name()) + ": it is gone"));
  }

  /** The file's bytes, unpacked when its name ends in {@code .gz}. The caller closes. */
  static InputStream open(Path file) throws IOException {
    InputStream raw;
    try {
      raw = Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      throw new SourceException("Cannot read " + file + ": there is no such file", e);
    }
    try {
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
          ? new GZIPInputStream(new BufferedInputStream(raw, BUFFER_BYTES), BUFFER_BYTES)
          : raw;
    } catch (ZipException | EOFException e) {
      raw.close();
      throw new SourceException(
          "Cannot read " + file + ": it is not a gzip file, or cut off (" + e.getMessage() + ")",
          e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
