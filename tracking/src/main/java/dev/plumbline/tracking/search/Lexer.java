package dev.plumbline.tracking.search;

import dev.plumbline.tracking.search.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a filter into tokens. An identifier is a word, or words and quoted names joined by dots:
 * {@code metrics.auc}, {@code tags.`a b`}, {@code tags.mlflow.user}, {@code "run name"}.
 */
final class Lexer {
  private static final Pattern NUMBER =
      Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?(?![\\w`\"'])");
  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  /** The tokens, the last of kind END. */
  static List<Token> tokens(String source) {
    Lexer lexer = new Lexer(source);
    while (lexer.skipBlanks()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, ""));
    return lexer.tokens;
  }

  private boolean skipBlanks() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    return at < source.length();
  }

  private void next() {
    char c = source.charAt(at);
    switch (c) {
      case '(' -> add(Kind.OPEN, at + 1);
      case ')' -> add(Kind.CLOSE, at + 1);
      case ',' -> add(Kind.COMMA, at + 1);
      case '\'' -> add(quoteEnd(at) < 0 ? Kind.OTHER : Kind.TEXT, endOrAll(quoteEnd(at)));
      default -> {
        if (!number() && !operator()) {
          int end = identifierEnd();
          add(end > at ? Kind.IDENTIFIER : Kind.OTHER, end > at ? end : at + 1);
        }
      }
    }
  }

  private boolean number() {
    Matcher matcher = NUMBER.matcher(source).region(at, source.length());
    matcher.useTransparentBounds(true);
    if (!matcher.lookingAt()) {
      return false;
    }
    add(Kind.NUMBER, matcher.end());
    return true;
  }

  private boolean operator() {
    int end = at;
    while (end < source.length() && "<>=!".indexOf(source.charAt(end)) >= 0) {
      end++;
    }
    if (end > at) {
      add(Kind.OPERATOR, end);
      return true;
    }
    return false;
  }

  private int identifierEnd() {
    int end = partEnd(at);
    while (end > at && end < source.length() && source.charAt(end) == '.') {
      int further = partEnd(end + 1);
      if (further <= end + 1) {
        break;
      }
      end = further;
    }
    return end;
  }

  /** The end of the word or quoted name that begins there, or there if none does. */
  private int partEnd(int from) {
    if (from >= source.length()) {
      return from;
    }
    char c = source.charAt(from);
    if (c == '`' || c == '"' || (c == '\'' && from > at)) {
      return Math.max(from, quoteEnd(from));
    }
    int end = from;
    while (end < source.length() && isOfWord(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || "_$#@".indexOf(c) >= 0;
  }

  /** The place after the quote that closes the one there, or -1; a doubled quote closes nothing. */
  private int quoteEnd(int open) {
    char quote = source.charAt(open);
    for (int i = open + 1; i < source.length(); i++) {
      if (source.charAt(i) == quote) {
        if (i + 1 < source.length() && source.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }

  private int endOrAll(int end) {
    return end < 0 ? source.length() : end;
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, source.substring(at, end)));
    at = end;
  }
}
