package dev.plumbline.runner.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order that {@link Keys#ORDER} tells. */
final class KeyOrder {
  private KeyOrder() {}

  static int compare(Object a, Object b) {
    if (a == b) {
      return 0;
    }
    if (a == null || b == null) {
      return a == null ? -1 : 1;
    }
    if (a instanceof String x && b instanceof String y) {
      return CodePoints.compare(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return numbers(x, y);
    }
    int kind = kind(a);
    int other = kind(b);
    return kind != other ? Integer.compare(kind, other) : sameKind(kind, a, b);
  }

  private static int kind(Object value) {
    return value instanceof Boolean
        ? 0
        : value instanceof Number
            ? 1
            : value instanceof LocalDate
                ? 2
                : value instanceof Instant
                    ? 3
                    : value instanceof LocalDateTime
                        ? 4
                        : value instanceof byte[]
                            ? 6
                            : value instanceof List || value instanceof Object[]
                                ? 7
                                : value instanceof Map ? 8 : 5;
  }

  private static int sameKind(int kind, Object a, Object b) {
    return switch (kind) {
      case 0 -> Boolean.compare((Boolean) a, (Boolean) b);
      case 2 -> ((LocalDate) a).compareTo((LocalDate) b);
      case 3 -> ((Instant) a).compareTo((Instant) b);
      case 4 -> ((LocalDateTime) a).compareTo((LocalDateTime) b);
      case 6 -> Arrays.compareUnsigned((byte[]) a, (byte[]) b);
      case 7 -> lists(list(a), list(b));
      case 8 -> lists(entries((Map<?, ?>) a), entries((Map<?, ?>) b));
      default -> CodePoints.compare(text(a), text(b));
    };
  }

  private static int numbers(Number a, Number b) {
    if (isInteger(a) && isInteger(b)) {
      return Long.compare(a.longValue(), b.longValue());
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    if (isFloating(a) && isFloating(b)) {
      return x == y ? 0 : Double.compare(x, y);
    }
    boolean exact =
        !(isFloating(a) && !Double.isFinite(x)) && !(isFloating(b) && !Double.isFinite(y));
    return exact ? decimal(a).compareTo(decimal(b)) : Double.compare(x, y);
  }

  private static boolean isInteger(Number value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static boolean isFloating(Number value) {
    return value instanceof Double || value instanceof Float;
  }

  private static BigDecimal decimal(Number value) {
    return value instanceof BigDecimal exact
        ? exact
        : isFloating(value)
            ? new BigDecimal(value.doubleValue())
            : BigDecimal.valueOf(value.longValue());
  }

  private static String text(Object value) {
    return value instanceof Enum<?> constant ? constant.name() : value.toString();
  }

  private static List<?> list(Object value) {
    return value instanceof Object[] cells ? Arrays.asList(cells) : (List<?>) value;
  }

  private static List<?> entries(Map<?, ?> map) {
    Map<Object, Object> sorted = new TreeMap<>(KeyOrder::compare);
    sorted.putAll(map);
    return sorted.entrySet().stream().map(e -> Arrays.asList(e.getKey(), e.getValue())).toList();
  }

  private static int lists(List<?> a, List<?> b) {
    Iterator<?> x = a.iterator();
    Iterator<?> y = b.iterator();
    while (x.hasNext() && y.hasNext()) {
      int order = compare(x.next(), y.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(x.hasNext(), y.hasNext());
  }
}
