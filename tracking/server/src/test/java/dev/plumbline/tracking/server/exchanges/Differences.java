package dev.plumbline.tracking.server.exchanges;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which exchanges are meant to differ and how: the tables of DIFFERENCES.md, by tag. */
final class Differences {
  private static final Pattern ROW = Pattern.compile("\\| `([^|]+)` \\| `([^`|]+)` .*\\|");
  private static final Pattern TAGS = Pattern.compile("` *, *`");

  private Differences() {}

  /**
   * What is answered here, by tag: {@code message}, {@code adds}, {@code body}, or a status and, if
   * it is an error, its code.
   */
  static Map<String, String> declared() throws IOException {
    Map<String, String> declared = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("DIFFERENCES.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        for (String tag : TAGS.split(row.group(1))) {
          declared.put(tag, row.group(2));
        }
      }
    }
    return declared;
  }
}
