package dev.plumbline.dags.document;

import java.nio.charset.StandardCharsets;

/** Which texts can reach a process as one of its words. */
final class Texts {
  private Texts() {}

  static void check(String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(
          "Cannot pass a text with NUL or half a surrogate pair to a process: '"
              + text.replaceAll("[\\x00\\ud800-\\udfff]", "?")
              + "', leave that out");
    }
  }
}
