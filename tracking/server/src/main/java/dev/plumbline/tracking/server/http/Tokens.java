package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call a server, from a file with a line {@code NAME TOKEN} for each, and the word {@code
 * read} behind it for one who may change nothing. Only digests of the tokens are kept.
 */
public final class Tokens {
  private static final int SHORTEST = 16;
  private final List<Bearer> bearers;

  /** Who bears a token. */
  private record Bearer(Caller caller, String digest) {}

  private Tokens(List<Bearer> bearers) {
    this.bearers = bearers;
  }

  /** Reads a file, which nobody but its owner and group may read; {@code #} begins a comment. */
  public static Tokens read(Path file) {
    try {
      if (isOpenToAll(file)) {
        throw new IllegalArgumentException(
            "Cannot use the tokens in " + file + ": everyone can read them, run chmod o-r " + file);
      }
      return of(Files.readAllLines(file), file.toString());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read the tokens in " + file + ", see that it is there and readable", e);
    }
  }

  private static boolean isOpenToAll(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
    return rights.contains(PosixFilePermission.OTHERS_READ);
  }

  static Tokens of(List<String> lines, String origin) {
    List<Bearer> bearers = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.split("\\s+");
      boolean reads = words.length == 3 && words[2].equals("read");
      if ((words.length != 2 && !reads) || words[1].length() < SHORTEST) {
        throw new IllegalArgumentException(
            "Cannot read the tokens in "
                + origin
                + ": line "
                + (i + 1)
                + " is not NAME TOKEN or NAME TOKEN read, with a token of at least "
                + SHORTEST
                + " characters");
      }
      bearers.add(
          new Bearer(new Caller(words[0], reads ? Access.READ : Access.CHANGE), digest(words[1])));
    }
    if (bearers.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use the tokens in " + origin + ": it holds none, write a line NAME TOKEN");
    }
    return new Tokens(bearers);
  }

  /** Who bears that token; takes as long whoever it is. */
  Optional<Caller> bearer(String token) {
    byte[] digest = digest(token).getBytes(StandardCharsets.US_ASCII);
    Optional<Caller> found = Optional.empty();
    for (Bearer bearer : bearers) {
      if (MessageDigest.isEqual(bearer.digest().getBytes(StandardCharsets.US_ASCII), digest)) {
        found = Optional.of(bearer.caller());
      }
    }
    return found;
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
