package dev.plumbline.tables;

import dev.plumbline.runner.value.Hash64;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names of data files that wait for their commit. They tell the logical write, so that those of a
 * process that was killed are found, and each try of it, so that no two are the same.
 */
public final class StagedNames {
  private static final int TOLD = 18;

  private StagedNames() {}

  /** A name for one try of a write: 36 characters, in the form of a UUID. */
  public static String fresh(String transaction) {
    return new UUID(hash(transaction), UUID.randomUUID().getLeastSignificantBits()).toString();
  }

  /** Whether a file is named for any try of a write. */
  static boolean isOf(String file, String transaction) {
    String told = new UUID(hash(transaction), 0).toString().substring(0, TOLD);
    return file.substring(file.lastIndexOf('/') + 1).contains("-" + told + "-");
  }

  private static long hash(String transaction) {
    return Hash64.of(transaction.getBytes(StandardCharsets.UTF_8), 0);
  }
}
