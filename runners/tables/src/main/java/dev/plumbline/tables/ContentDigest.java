package dev.plumbline.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest over a set of files that doesn't depend on the order in which they are met. */
final class ContentDigest {
  private final long[] sum = new long[4];
  private final MessageDigest sha = sha256();

  void add(LiveFile file) {
    String text = file.path() + '\n' + file.sizeBytes() + '\n' + file.deletions().orElse("");
    ByteBuffer hash = ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    for (int i = 0; i < sum.length; i++) {
      sum[i] += hash.getLong();
    }
  }

  /** The digest of a table's identity and the files added. */
  String finish(String tableId) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * sum.length);
    for (long part : sum) {
      bytes.putLong(part);
    }
    sha.update(tableId.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha.digest(bytes.array()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
