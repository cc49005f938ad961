package dev.plumbline.cli.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What goes into the jar, by name. Of a name that comes twice the first is taken, as on a class
 * path, and where the two differ it is told. Holds the jars that it was given open until it is
 * closed.
 */
final class Contents implements AutoCloseable {
  /** A file's bytes; they may be asked for more than once. */
  interface Source {
    InputStream open() throws IOException;
  }

  private record Found(String place, Source source) {}

  private final SortedMap<String, Found> files = new TreeMap<>();
  private final SortedMap<String, Set<String>> services = new TreeMap<>();
  private final List<String> clashes = new ArrayList<>();
  private final List<JarFile> open = new ArrayList<>();

  /** Adds a jar's or a folder's files. */
  void add(Path place) throws IOException {
    String title = String.valueOf(place.getFileName());
    if (Files.isDirectory(place)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          String name = place.relativize(file).toString().replace('\\', '/');
          add(title, name, false, () -> Files.newInputStream(file));
        }
      }
      return;
    }
    JarFile jar = new JarFile(place.toFile(), false);
    open.add(jar);
    List<ZipEntry> entries =
        jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry.class::cast).toList();
    for (ZipEntry entry : entries) {
      add(title, entry.getName(), jar.isMultiRelease(), () -> jar.getInputStream(entry));
    }
  }

  /** Adds files of a project that are on no class path. */
  void add(Map<String, byte[]> written) {
    written.forEach(
        (name, bytes) -> files.put(name, new Found("", () -> new ByteArrayInputStream(bytes))));
  }

  private void add(String place, String name, boolean multiRelease, Source source)
      throws IOException {
    EntryName kind = EntryName.of(name, multiRelease);
    if (kind == EntryName.SERVICE) {
      services.computeIfAbsent(name, n -> new LinkedHashSet<>()).addAll(providers(source));
    } else if (kind == EntryName.LEGAL) {
      String own = name.substring(name.lastIndexOf('/') + 1);
      files.putIfAbsent("META-INF/legal/" + place + "/" + own, new Found(place, source));
    } else if (kind == EntryName.FILE) {
      Found first = files.putIfAbsent(name, new Found(place, source));
      if (first != null && !Arrays.equals(bytes(first.source()), bytes(source))) {
        clashes.add(name + " in " + first.place() + " and " + place);
      }
    }
  }

  private static List<String> providers(Source source) throws IOException {
    return new String(bytes(source), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static byte[] bytes(Source source) throws IOException {
    try (InputStream in = source.open()) {
      return in.readAllBytes();
    }
  }

  /** Whether some implementation of an interface is listed. */
  boolean serves(String service) {
    return services.containsKey("META-INF/services/" + service);
  }

  /** Names that came twice with different bytes, each with its two places. */
  List<String> clashes() {
    return List.copyOf(clashes);
  }

  boolean isMultiRelease() {
    return files.keySet().stream().anyMatch(name -> name.startsWith(EntryName.VERSIONS));
  }

  /** All files in order of name, service files merged. */
  SortedMap<String, Source> files() {
    SortedMap<String, Source> all = new TreeMap<>();
    files.forEach((name, found) -> all.put(name, found.source()));
    services.forEach(
        (name, providers) -> {
          byte[] text = (String.join("\n", providers) + "\n").getBytes(StandardCharsets.UTF_8);
          all.put(name, () -> new ByteArrayInputStream(text));
        });
    return all;
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : open) {
      jar.close();
    }
  }
}
