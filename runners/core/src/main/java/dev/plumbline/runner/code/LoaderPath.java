package dev.plumbline.runner.code;

import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a class loader looks, as far as that can be told without opening anything. */
final class LoaderPath {
  private LoaderPath() {}

  /** Its places in order, parents included; empty when some loader does not tell. */
  static Optional<List<Path>> of(ClassLoader start) {
    List<Path> places = new ArrayList<>();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    for (ClassLoader at = start; at != null && at != platform; at = at.getParent()) {
      if (at == ClassLoader.getSystemClassLoader()) {
        addAll(System.getProperty("java.class.path", ""), places);
        addAll(System.getProperty("jdk.module.path", ""), places);
      } else if (at instanceof URLClassLoader loader) {
        for (URL url : loader.getURLs()) {
          Optional<Path> place = file(url.toString());
          if (place.isEmpty()) {
            return Optional.empty();
          }
          places.add(place.get());
        }
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(places);
  }

  private static void addAll(String path, List<Path> places) {
    for (int from = 0, to; from < path.length(); from = to + 1) {
      to = path.indexOf(File.pathSeparatorChar, from);
      to = to < 0 ? path.length() : to;
      places.add(plain(Path.of(path.substring(from, to))));
    }
  }

  /** The jar or folder that a {@code file:} URL names. */
  static Optional<Path> file(String url) {
    if (!url.startsWith("file:")) {
      return Optional.empty();
    }
    try {
      return Optional.of(plain(Path.of(new URI(url))));
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.of(plain(Path.of(url.substring("file:".length()))));
    }
  }

  private static Path plain(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
