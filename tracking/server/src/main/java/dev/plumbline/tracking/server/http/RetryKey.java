package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The header by which a client says that a request is another try of one that it has sent before.
 * It is the draft standard "The Idempotency-Key HTTP Header Field" of the IETF's HTTPAPI group.
 */
final class RetryKey {
  static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 255;
  private static final int DIGITS = 32;

  private RetryKey() {}

  /**
   * 32 hexadecimal digits of the key and its caller: what one caller has made is never given to
   * another.
   */
  static Optional<String> of(Optional<String> header, String caller) {
    return header.map(
        key -> {
          if (key.isBlank() || key.length() > LONGEST || !key.chars().allMatch(RetryKey::isShown)) {
            throw Refusal.invalid(
                "Cannot take the "
                    + HEADER
                    + ": it isn't 1 to "
                    + LONGEST
                    + " visible ASCII characters, send a UUID");
          }
          return digest(caller.length() + " " + caller + " " + key);
        });
  }

  private static boolean isShown(int c) {
    return c >= ' ' && c <= '~';
  }

  private static String digest(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
