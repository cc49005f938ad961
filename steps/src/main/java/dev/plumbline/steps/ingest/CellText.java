package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the text of one column's cells. Used by one thread; a column has its own. */
interface CellText {
  /** What {@link #cell} answers for a text that is none of the expected. */
  Object BAD = new Object();

  /** The cell of some characters, in the form that {@link FieldType} says, or {@link #BAD}. */
  Object cell(char[] text, int from, int length);

  /** For example {@code a date such as 2001-06-01}. */
  String expected();

  default Object cell(String text) {
    return cell(text.toCharArray(), 0, text.length());
  }

  /** Empty for types that have no text: nested ones. */
  static Optional<CellText> of(FieldType type) {
    if (type instanceof FieldType.EnumOf e) {
      List<String> names = Stream.of(e.type().getEnumConstants()).map(Enum::name).toList();
      return Optional.of(new Parsed("one of " + names, s -> names.contains(s) ? s : BAD));
    }
    if (type instanceof FieldType.DecimalOf d) {
      return Optional.of(new Parsed("a " + d, s -> decimal(s, d)));
    }
    if (!(type instanceof Scalar scalar)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (scalar) {
          case BOOLEAN -> new Parsed("true or false", CellText::bool);
          case BYTE -> new WholeText("a byte", Byte.MIN_VALUE, Byte.MAX_VALUE, v -> (byte) v);
          case SHORT -> new WholeText("a short", Short.MIN_VALUE, Short.MAX_VALUE, v -> (short) v);
          case INT -> new WholeText("an int", Integer.MIN_VALUE, Integer.MAX_VALUE, v -> (int) v);
          case LONG -> new WholeText("a long", Long.MIN_VALUE, Long.MAX_VALUE, v -> v);
          case FLOAT -> new Parsed("a float", CellText::single);
          case DOUBLE -> new Parsed("a double", CellText::real);
          case CHAR -> new Parsed("one character", s -> s.length() == 1 ? s : BAD);
          case STRING -> new StringText();
          case DATE -> new TimeText.OfDate();
          case TIMESTAMP -> new TimeText.OfInstant();
          case TIMESTAMP_NTZ -> new TimeText.OfLocal();
          case BINARY -> new Parsed("Base64", s -> Base64.getDecoder().decode(s));
        });
  }

  private static Object bool(String text) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> BAD;
    };
  }

  private static Object real(String text) {
    double value = number(text) ? Double.parseDouble(text) : Double.NaN;
    return Double.isFinite(value) || isWord(text) ? (Object) value : BAD;
  }

  private static Object single(String text) {
    float value = number(text) ? Float.parseFloat(text) : Float.NaN;
    return Float.isFinite(value) || isWord(text) ? (Object) value : BAD;
  }

  /** Not a number too large for its type. */
  private static boolean isWord(String text) {
    return text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity");
  }

  /** Whether Java's parsers should see it: they also take hex, type suffixes and white space. */
  private static boolean number(String text) {
    if (isWord(text)) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static Object decimal(String text, FieldType.DecimalOf type) {
    BigDecimal value = new BigDecimal(text);
    // A text such as 1e999999999 must not be spelt out.
    if (Math.abs((long) value.scale()) > 1000) {
      return BAD;
    }
    BigDecimal scaled = value.setScale(type.scale());
    return scaled.precision() <= type.precision() ? scaled : BAD;
  }

  /** By a parser that throws. */
  record Parsed(String expected, Function<String, Object> parser) implements CellText {
    @Override
    public Object cell(char[] text, int from, int length) {
      return cell(new String(text, from, length));
    }

    @Override
    public Object cell(String text) {
      try {
        return parser.apply(text);
      } catch (IllegalArgumentException | ArithmeticException e) {
        return BAD;
      }
    }
  }
}
