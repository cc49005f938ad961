package dev.plumbline.tables;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Members that an action of a log must have; IllegalArgumentException where it doesn't. */
final class Member {
  private Member() {}

  static String text(Map<?, ?> action, String name) {
    if (action.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("an action has no text as its " + name);
  }

  static List<?> list(Map<?, ?> action, String name) {
    if (action.get(name) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("an action has no list as its " + name);
  }

  static long number(Map<?, ?> action, String name) {
    if (action.get(name) instanceof BigDecimal number) {
      return number.longValueExact();
    }
    throw new IllegalArgumentException("an action has no number as its " + name);
  }
}
