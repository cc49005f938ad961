package dev.plumbline.tracking.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as protobuf's JSON has them: as numbers, or as texts. */
final class Numbers {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private Numbers() {}

  /**
   * A whole number. One with a fraction reads as absent, as in MLflow, where the request has it
   * itself; within a list it is refused, for MLflow then drops whatever follows it.
   */
  static Optional<Long> whole(Field field, JsonNode node, String path) {
    if (node.isFloatingPointNumber() && node.doubleValue() != Math.rint(node.doubleValue())) {
      if (path.equals(field.name())) {
        return Optional.empty();
      }
      throw Requests.wrong(path, node);
    }
    long number = number(node, path);
    boolean fits = field.kind() == Field.Kind.WHOLE || number == (int) number;
    if (!fits || number > field.most()) {
      throw Requests.wrong(path, node);
    }
    return Optional.of(number);
  }

  private static long number(JsonNode node, String path) {
    if (node.isNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    if (node.isTextual() && WHOLE.matcher(node.textValue()).matches()) {
      try {
        return Long.parseLong(node.textValue());
      } catch (NumberFormatException e) {
        throw Requests.wrong(path, node);
      }
    }
    throw Requests.wrong(path, node);
  }

  static double real(JsonNode node, String path) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    String text = node.isTextual() ? node.textValue() : "";
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> {
        if (!REAL.matcher(text).matches()) {
          throw Requests.wrong(path, node);
        }
        yield Double.parseDouble(text);
      }
    };
  }
}
