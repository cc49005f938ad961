package dev.plumbline.pipeline.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON (RFC 8259) as trees of Map, List, String, BigDecimal, Boolean and null. The API depends on
 * the JDK alone, and what travels is small: parameters, plans, sums.
 */
public final class Json {
  private static final int DEEPEST = 200;
  private static final int MOST_DIGITS = 1_000;
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Compact JSON; maps keep their order. */
  public static String write(Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  /**
   * The tree of some JSON.
   *
   * @throws IllegalArgumentException with the place of the fault
   */
  public static Object parse(String text) {
    Json json = new Json(text);
    Object tree = json.value(0);
    json.space();
    if (json.at < text.length()) {
      throw json.fault("the end");
    }
    return tree;
  }

  private static void write(Object tree, StringBuilder out) {
    if (tree instanceof String s) {
      string(s, out);
    } else if (tree instanceof Map<?, ?> map) {
      out.append('{');
      String comma = "";
      for (var entry : map.entrySet()) {
        out.append(comma);
        string((String) entry.getKey(), out);
        out.append(':');
        write(entry.getValue(), out);
        comma = ",";
      }
      out.append('}');
    } else if (tree instanceof List<?> list) {
      out.append('[');
      String comma = "";
      for (Object each : list) {
        out.append(comma);
        write(each, out);
        comma = ",";
      }
      out.append(']');
    } else {
      out.append(tree);
    }
  }

  private static void string(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private Object value(int depth) {
    if (depth > DEEPEST) {
      throw fault("at most " + DEEPEST + " levels");
    }
    space();
    char c = at < text.length() ? text.charAt(at) : 0;
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    at++;
    space();
    if (accept('}')) {
      return map;
    }
    do {
      space();
      if (at >= text.length() || text.charAt(at) != '"') {
        throw fault("a name in quotes");
      }
      String name = string();
      space();
      expect(':');
      if (map.containsKey(name)) {
        throw fault("each name once, not '" + name + "' again");
      }
      map.put(name, value(depth + 1));
      space();
    } while (accept(','));
    expect('}');
    return map;
  }

  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    at++;
    space();
    if (accept(']')) {
      return list;
    }
    do {
      list.add(value(depth + 1));
      space();
    } while (accept(','));
    expect(']');
    return list;
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    at++;
    while (true) {
      if (at >= text.length() || text.charAt(at) < 0x20) {
        throw fault("the end of a string");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case '"', '\\', '/':
        return c;
      case 'u':
        if (at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          at += 4;
          return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        throw fault("four hex digits");
      default:
        throw fault("an escape");
    }
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at - start > MOST_DIGITS) {
      throw fault("at most " + MOST_DIGITS + " digits");
    }
    String number = text.substring(start, at);
    if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")) {
      at = start;
      throw fault("a value");
    }
    return new BigDecimal(number);
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw fault("a value");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw fault("'" + c + "'");
    }
  }

  private IllegalArgumentException fault(String expected) {
    return new IllegalArgumentException(
        "Cannot read JSON at character " + at + ": expected " + expected);
  }
}
