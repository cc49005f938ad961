package dev.plumbline.tracking.search;

/** A piece of a filter as it is written, quotes included. */
record Token(Kind kind, String text) {
  enum Kind {
    IDENTIFIER,
    TEXT,
    NUMBER,
    OPERATOR,
    OPEN,
    CLOSE,
    COMMA,
    OTHER,
    END
  }

  boolean isWord(String word) {
    return kind == Kind.IDENTIFIER && text.equalsIgnoreCase(word);
  }

  /** Whether it can stand for a text: in single quotes, or in double ones. */
  boolean isQuoted() {
    return kind == Kind.TEXT
        || (kind == Kind.IDENTIFIER
            && text.startsWith("\"")
            && text.endsWith("\"")
            && text.length() > 1);
  }

  /** What stands between the quotes, a doubled quote being one. */
  String unquoted() {
    return unquoted(text);
  }

  /** A name without the quotes or backticks around it, if any are. */
  static String unquoted(String text) {
    char quote = text.isEmpty() ? ' ' : text.charAt(0);
    boolean quoted =
        text.length() > 1
            && (quote == '\'' || quote == '"' || quote == '`')
            && text.charAt(text.length() - 1) == quote;
    return quoted
        ? text.substring(1, text.length() - 1).replace("" + quote + quote, "" + quote)
        : text;
  }
}
