import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Makes a Maven home out of a distribution archive: fetches it unless it is there, checks its SHA-512, unpacks it
 * beside its place and moves it there in one step, so that a second mvnw never sees half of it. Run by mvnw from
 * source: {@code java MavenDistribution.java URL ZIP SHA512 HOME}.
 */
final class MavenDistribution {
  private MavenDistribution() {}

  public static void main(String[] args) throws Exception {
    var url = args[0];
    var zip = Path.of(args[1]);
    var home = Path.of(args[3]);
    if (!Files.exists(zip)) {
      fetch(url, zip);
    }
    var digest = sha512(zip);
    if (!digest.equals(args[2])) {
      fail(
          "Cannot trust %s: its SHA-512 is %s, not the pinned %s, fetch it from another place by MVNW_REPOURL."
              .formatted(url, digest, args[2]));
    }
    var unpacked = unpack(zip, home.resolveSibling(home.getFileName() + "." + ProcessHandle.current().pid()));
    place(unpacked, home);
  }

  private static void fetch(String url, Path zip) {
    try (InputStream in = new URL(url).openStream()) {
      Files.copy(in, zip, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      fail(
          "Cannot fetch Maven: %s (%s), install Maven 3.8.6 or later, or set MVNW_REPOURL to a Maven repository within reach."
              .formatted(url, e));
    }
  }

  private static String sha512(Path zip) throws Exception {
    var digest = MessageDigest.getInstance("SHA-512");
    digest.update(Files.readAllBytes(zip));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The archive has one folder at its top; its content goes into {@code target}. */
  private static Path unpack(Path zip, Path target) throws IOException {
    try (var in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var name = entry.getName();
        var file = target.resolve(name.substring(name.indexOf('/') + 1)).normalize();
        if (!file.startsWith(target)) {
          throw new IOException("entry outside the archive: " + name);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return target;
  }

  private static void place(Path unpacked, Path home) throws IOException {
    try {
      Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(unpacked, home);
    } catch (FileSystemException e) {
      // Another mvnw was first; its home is as good.
      if (!Files.exists(home.resolve("bin/mvn"))) {
        throw e;
      }
      delete(unpacked);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void fail(String line) {
    System.err.println(line);
    System.exit(1);
  }
}
