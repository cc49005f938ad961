package dev.plumbline.runner.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Finds class files where the step's class loaders would, without loading a class. Holds the jars
 * that it read open until it is closed.
 */
final class ClassFinder implements AutoCloseable {
  /**
   * A class file.
   *
   * @param place its jar or folder; empty for the JDK's
   * @param entry its path there
   */
  record Found(Optional<Path> place, String entry, URL url) {}

  private final List<ClassLoader> loaders;
  private final Stamps stamps;
  private final Map<String, Optional<Found>> found = new HashMap<>();
  private final Map<Path, ZipFile> open = new HashMap<>();

  ClassFinder(List<ClassLoader> loaders, Stamps stamps) {
    this.loaders = List.copyOf(loaders);
    this.stamps = stamps;
  }

  /** Empty when no loader has it: it was left out of the class path, and can't run. */
  Optional<Found> find(String internalName) {
    return found.computeIfAbsent(internalName, this::look);
  }

  private Optional<Found> look(String internalName) {
    String entry = internalName + ".class";
    for (ClassLoader loader : loaders) {
      URL url = loader.getResource(entry);
      if (url != null) {
        return Optional.of(at(url, internalName, entry));
      }
    }
    return Optional.empty();
  }

  private Found at(URL url, String internalName, String entry) {
    String text = url.toString();
    if (url.getProtocol().equals("jrt")) {
      return new Found(Optional.empty(), entry, url);
    }
    boolean jar = text.startsWith("jar:file:");
    int cut = jar ? text.indexOf("!/") : text.length() - entry.length() - 1;
    Path place =
        LoaderPath.file(text.substring(jar ? "jar:".length() : 0, Math.max(cut, 0)))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot fingerprint the code of "
                            + internalName.replace('/', '.')
                            + ": it lies at "
                            + url
                            + ", run it from a jar file or a folder"));
    stamps.of(place); // before it is read: a change after that is seen by the next asker
    return new Found(Optional.of(place), jar ? text.substring(cut + 2) : entry, url);
  }

  byte[] bytes(Found file) {
    try (InputStream in = stream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read class: " + file.url() + ", build it again", e);
    }
  }

  private InputStream stream(Found file) throws IOException {
    if (file.place().isEmpty()) {
      return file.url().openStream();
    }
    Path place = file.place().get();
    if (Files.isDirectory(place)) {
      return Files.newInputStream(place.resolve(file.entry()));
    }
    ZipFile zip = open.get(place);
    if (zip == null) {
      zip = new ZipFile(place.toFile());
      open.put(place, zip);
    }
    return zip.getInputStream(zip.getEntry(file.entry()));
  }

  @Override
  public void close() {
    for (ZipFile zip : open.values()) {
      try {
        zip.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close jar: " + zip.getName() + ", try again", e);
      }
    }
    open.clear();
  }
}
