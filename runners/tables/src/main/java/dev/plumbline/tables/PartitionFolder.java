package dev.plumbline.tables;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Folder names of partitions, as Hive writes them; the log, not the name, tells the value. */
final class PartitionFolder {
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";
  private static final int LONGEST = 200;

  private PartitionFolder() {}

  static String of(String column, Object cell) {
    String value = cell == null ? "__HIVE_DEFAULT_PARTITION__" : escape(PartitionText.of(cell));
    String name = escape(column) + "=" + value;
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= LONGEST
        ? name
        : "long=" + UUID.nameUUIDFromBytes(bytes); // file systems bound a name at 255 bytes
  }

  /** ASCII alone, so that no machine's locale matters. */
  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b < 0x20 || ESCAPED.indexOf(b) >= 0) {
        escaped.append(String.format("%%%02X", b));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }
}
