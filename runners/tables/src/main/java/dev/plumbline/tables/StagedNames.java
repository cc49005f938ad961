package dev.plumbline.tables;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.value.Hash64;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

  /** A name for a commit of those lines, by the write that it says it is of; of none else. */
  static String of(List<String> commit) {
    return commit.stream()
        .filter(line -> line.startsWith("{\"txn\":"))
        .findFirst()
        .map(line -> (Map<?, ?>) ((Map<?, ?>) Json.parse(line)).get("txn"))
        .map(txn -> fresh(String.valueOf(txn.get("appId"))))
        .orElseGet(() -> UUID.randomUUID().toString());
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
