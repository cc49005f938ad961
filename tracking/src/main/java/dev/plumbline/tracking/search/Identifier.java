package dev.plumbline.tracking.search;

import java.util.Optional;

/** A key with, if one is written, the type before its first dot. */
record Identifier(Optional<String> type, String key) {
  static Identifier of(String text) {
    int dot = typeEnd(text);
    if (dot < 0) {
      return new Identifier(Optional.empty(), Token.unquoted(text));
    }
    return new Identifier(
        Optional.of(Token.unquoted(text.substring(0, dot))),
        Token.unquoted(text.substring(dot + 1)));
  }

  /** The first dot outside quotes, or -1. */
  private static int typeEnd(String text) {
    char first = text.charAt(0);
    if (first == '`' || first == '"') {
      int close = text.indexOf(first, 1);
      return close + 1 < text.length() && text.charAt(close + 1) == '.' ? close + 1 : -1;
    }
    return text.indexOf('.');
  }
}
