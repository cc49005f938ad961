package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** One comparison as it is written: an identifier, an operator's spelling, and the values. */
record Comparison(String identifier, String operator, Form form, List<Token> values) {
  enum Form {
    ONE,
    LIST,
    NONE
  }

  /** The tokens of the value, for messages. */
  String shown() {
    StringBuilder out = new StringBuilder();
    for (Token value : values) {
      out.append(out.isEmpty() ? "" : ", ").append(value.text());
    }
    return form == Form.LIST ? "(" + out + ")" : out.toString();
  }

  /** The texts of a list. */
  List<String> texts() {
    if (values.isEmpty()) {
      throw TrackingException.invalid(
          "While parsing a list in the query, expected a non-empty list of string values, but got"
              + " empty list");
    }
    List<String> texts = new ArrayList<>();
    for (Token value : values) {
      if (!value.isQuoted()) {
        throw TrackingException.invalid(
            "While parsing a list in the query, expected string value, punctuation, or"
                + " whitespace, but got different type in list: "
                + shown());
      }
      texts.add(value.unquoted());
    }
    return texts;
  }

  /** The only value. */
  Token value() {
    return values.get(0);
  }

  boolean isNumber() {
    return form == Form.ONE && value().kind() == Kind.NUMBER;
  }

  boolean isText() {
    return form == Form.ONE && value().isQuoted();
  }
}
