package dev.plumbline.runner.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of files, remembered by path, size, time and inode so that an unchanged file is not read
 * again. A file changed within two seconds of now is not remembered: its time could stand still.
 */
public final class FileDigests {
  private static final long RECENT_MILLIS = 2_000;
  private final Path cache;

  /**
   * @param cache a folder for one small file per digested file; made when needed
   */
  public FileDigests(Path cache) {
    this.cache = cache;
  }

  /** The digest of a file's bytes, in hex. */
  public String of(Path file) throws IOException {
    BasicFileAttributes before = Files.readAttributes(file, BasicFileAttributes.class);
    String stamp =
        before.size() + " " + before.lastModifiedTime().toMillis() + " " + before.fileKey();
    Path entry = cache.resolve(sha(file.toAbsolutePath().normalize().toString()));
    if (Files.isRegularFile(entry)) {
      String[] known = Files.readString(entry).split("\n");
      if (known.length == 2 && known[0].equals(stamp)) {
        return known[1];
      }
    }
    String digest = read(file);
    if (System.currentTimeMillis() - before.lastModifiedTime().toMillis() > RECENT_MILLIS) {
      Files.createDirectories(cache);
      Path fresh = Files.createTempFile(cache, "digest", ".tmp");
      Files.writeString(fresh, stamp + "\n" + digest);
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return digest;
  }

  private static String read(Path file) throws IOException {
    MessageDigest sha = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static String sha(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
