package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Comparison.Form;
import dev.plumbline.tracking.search.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads comparisons joined by AND, OR and NOT, which bind as in SQL, with brackets. What is longer
 * or deeper than a database takes is refused.
 */
final class FilterParser {
  private static final int MOST_COMPARISONS = 500;
  private static final int MOST_VALUES = 10_000;
  private static final int DEEPEST = 50;

  private final List<Token> tokens;
  private int at;
  private int comparisons;
  private int values;

  private FilterParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Condition<Comparison> parse(String filter) {
    FilterParser parser = new FilterParser(Lexer.tokens(filter));
    if (parser.peek().kind() == Kind.END) {
      return new Condition.All<>(List.of());
    }
    Condition<Comparison> whole = parser.any(0);
    if (parser.peek().kind() != Kind.END) {
      throw invalid(parser.next().text());
    }
    return whole;
  }

  private Condition<Comparison> any(int depth) {
    List<Condition<Comparison>> found = new ArrayList<>();
    do {
      found.add(all(depth));
    } while (took("OR"));
    return found.size() == 1 ? found.get(0) : new Condition.Any<>(found);
  }

  private Condition<Comparison> all(int depth) {
    List<Condition<Comparison>> found = new ArrayList<>();
    do {
      found.add(one(depth));
    } while (took("AND"));
    return found.size() == 1 ? found.get(0) : new Condition.All<>(found);
  }

  private Condition<Comparison> one(int depth) {
    if (depth > DEEPEST) {
      throw tooMuch(DEEPEST + " brackets and NOTs within each other");
    }
    if (took("NOT")) {
      return new Condition.Not<>(one(depth + 1));
    }
    if (peek().kind() != Kind.OPEN) {
      return new Condition.One<>(counted(comparison()));
    }
    next();
    Condition<Comparison> inner = any(depth + 1);
    Token close = next();
    if (close.kind() != Kind.CLOSE) {
      throw close.kind() == Kind.END
          ? TrackingException.invalid("Invalid filter string: a bracket isn't closed")
          : invalid(close.text());
    }
    return inner;
  }

  private boolean took(String word) {
    boolean there = peek().isWord(word);
    if (there) {
      next();
    }
    return there;
  }

  private Comparison counted(Comparison comparison) {
    values += comparison.values().size();
    if (values > MOST_VALUES) {
      throw tooMuch(MOST_VALUES + " values");
    }
    if (++comparisons > MOST_COMPARISONS) {
      throw tooMuch(MOST_COMPARISONS + " comparisons");
    }
    return comparison;
  }

  private Comparison comparison() {
    Token left = next();
    if (left.kind() != Kind.IDENTIFIER || isOneOf(left, "AND", "OR")) {
      if (peek().kind() == Kind.OPERATOR && left.kind() != Kind.OPERATOR) {
        throw TrackingException.invalid(
            "Invalid comparison clause. Expected 'Identifier' found '" + left.text() + "'");
      }
      throw invalid(left.text());
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
      throw invalid(left.text() + "', '" + operator);
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

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  private static TrackingException tooMuch(String what) {
    return TrackingException.invalid(
        "Invalid filter string: it has more than " + what + ", ask in parts");
  }

  private static TrackingException invalid(String clause) {
    return TrackingException.invalid("Invalid clause(s) in filter string: '" + clause + "'");
  }
}
