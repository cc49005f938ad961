package dev.plumbline.runner.code;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The digest of what lies in a jar or folder: names and contents in order of name. The manifest,
 * Maven's notes, signatures and time stamps are left out, so that building the same again, or
 * running from the folder instead of its jar, gives the same digest.
 */
final class LibraryDigest {
  private LibraryDigest() {}

  static String of(Path place) {
    MessageDigest digest = Digests.sha256();
    try {
      if (Files.isDirectory(place)) {
        folder(place, digest);
      } else {
        jar(place, digest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read library: " + place + ", build it again", e);
    }
    return Digests.half(digest);
  }

  private static void folder(Path root, MessageDigest digest) throws IOException {
    List<String> names;
    try (Stream<Path> all = Files.walk(root)) {
      names =
          all.filter(Files::isRegularFile)
              .map(path -> root.relativize(path).toString().replace('\\', '/'))
              .filter(LibraryDigest::counts)
              .sorted()
              .toList();
    }
    for (String name : names) {
      try (InputStream in = Files.newInputStream(root.resolve(name))) {
        add(name, in, digest);
      }
    }
  }

  private static void jar(Path file, MessageDigest digest) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names =
          zip.stream()
              .filter(entry -> !entry.isDirectory())
              .map(ZipEntry::getName)
              .filter(LibraryDigest::counts)
              .sorted()
              .toList();
      for (String name : names) {
        try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
          add(name, in, digest);
        }
      }
    }
  }

  private static boolean counts(String name) {
    return !name.startsWith("META-INF/")
        || !(name.equals("META-INF/MANIFEST.MF")
            || name.startsWith("META-INF/maven/")
            || name.endsWith(".SF")
            || name.endsWith(".RSA")
            || name.endsWith(".DSA")
            || name.endsWith(".EC"));
  }

  private static void add(String name, InputStream in, MessageDigest digest) throws IOException {
    MessageDigest content = Digests.sha256();
    byte[] part = new byte[1 << 16];
    for (int read = in.read(part); read >= 0; read = in.read(part)) {
      content.update(part, 0, read);
    }
    digest.update(name.getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(content.digest());
  }

  /** How people call it: a jar's file name, the last three parts of a folder's path. */
  static String title(Path place) {
    if (place.toString().endsWith(".jar")) {
      return String.valueOf(place.getFileName());
    }
    int parts = place.getNameCount();
    return place.subpath(Math.max(0, parts - 3), Math.max(1, parts)).toString().replace('\\', '/');
  }
}
