package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Comparison.Form;
import dev.plumbline.tracking.search.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads comparisons joined by AND; there is no OR, no NOT before a comparison, no nesting. */
final class FilterParser {
  private final List<Token> tokens;
  private int at;

  private FilterParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static List<Comparison> parse(String filter) {
    FilterParser parser = new FilterParser(Lexer.tokens(filter));
    List<Comparison> comparisons = new ArrayList<>();
    if (parser.peek().kind() == Kind.END) {
      return comparisons;
    }
    comparisons.add(parser.comparison());
    while (parser.peek().kind() != Kind.END) {
      Token joint = parser.next();
      if (!joint.isWord("AND")) {
        throw invalid(joint.text());
      }
      comparisons.add(parser.comparison());
    }
    return comparisons;
  }

  private Comparison comparison() {
    Token left = next();
    if (left.kind() != Kind.IDENTIFIER || left.isWord("NOT") || left.isWord("AND")) {
      if (peek().kind() == Kind.OPERATOR && left.kind() != Kind.OPERATOR) {
        throw TrackingException.invalid(
            "Invalid comparison clause. Expected 'Identifier' found '" + left.text() + "'");
      }
      throw invalid(left.kind() == Kind.OPEN ? nested() : left.text());
    }
    String operator = operator(left);
    if (operator.startsWith("IS")) {
      return new Comparison(left.text(), operator, Form.NONE, List.of());
    }
    if (peek().kind() == Kind.OPEN) {
      return new Comparison(left.text(), operator, Form.LIST, list());
    }
    Token value = next();
    if (value.kind() == Kind.END) {
      throw invalid(left.text() + " " + operator);
    }
    return new Comparison(left.text(), operator, Form.ONE, List.of(value));
  }

  private String operator(Token left) {
    Token first = next();
    if (first.kind() == Kind.OPERATOR) {
      return first.text();
    }
    if (first.isWord("LIKE") || first.isWord("ILIKE") || first.isWord("IN")) {
      return first.text().toUpperCase(Locale.ROOT);
    }
    if (first.isWord("NOT") && isOneOf(peek(), "LIKE", "ILIKE", "IN")) {
      return "NOT " + next().text().toUpperCase(Locale.ROOT);
    }
    if (first.isWord("IS")) {
      if (peek().isWord("NULL")) {
        next();
        return Operator.IS_NULL.sql();
      }
      if (peek().isWord("NOT") && tokens.get(at + 1).isWord("NULL")) {
        at += 2;
        return Operator.IS_NOT_NULL.sql();
      }
    }
    throw invalid(first.kind() == Kind.END ? left.text() : left.text() + " " + first.text());
  }

  private static boolean isOneOf(Token token, String... words) {
    for (String word : words) {
      if (token.isWord(word)) {
        return true;
      }
    }
    return false;
  }

  private List<Token> list() {
    next();
    List<Token> values = new ArrayList<>();
    while (peek().kind() != Kind.CLOSE) {
      Token value = next();
      boolean ends = peek().kind() == Kind.CLOSE;
      if (value.kind() == Kind.END || (!ends && peek().kind() != Kind.COMMA)) {
        throw TrackingException.invalid(
            "While parsing a list in the query, expected a non-empty list of string values, but"
                + " got ill-formed list.");
      }
      values.add(value);
      if (!ends) {
        next();
      }
    }
    next();
    return values;
  }

  /** What stands in the brackets just opened, brackets included. */
  private String nested() {
    StringBuilder text = new StringBuilder("(");
    int depth = 1;
    boolean blank = false;
    while (depth > 0 && peek().kind() != Kind.END) {
      Token token = next();
      depth += token.kind() == Kind.OPEN ? 1 : token.kind() == Kind.CLOSE ? -1 : 0;
      boolean tight = token.kind() == Kind.CLOSE || token.kind() == Kind.COMMA;
      text.append(blank && !tight ? " " : "").append(token.text());
      blank = token.kind() != Kind.OPEN;
    }
    return text.toString();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private static TrackingException invalid(String clause) {
    return TrackingException.invalid("Invalid clause(s) in filter string: '" + clause + "'");
  }
}
