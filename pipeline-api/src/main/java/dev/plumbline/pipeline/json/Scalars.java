package dev.plumbline.pipeline.json;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Scalars from their texts. */
final class Scalars {
  private static final Map<Class<?>, Function<String, Object>> PARSERS = new HashMap<>();

  static {
    PARSERS.put(String.class, s -> s);
    PARSERS.put(boolean.class, Scalars::bool);
    PARSERS.put(Boolean.class, Scalars::bool);
    PARSERS.put(byte.class, Byte::valueOf);
    PARSERS.put(Byte.class, Byte::valueOf);
    PARSERS.put(short.class, Short::valueOf);
    PARSERS.put(Short.class, Short::valueOf);
    PARSERS.put(int.class, Integer::valueOf);
    PARSERS.put(Integer.class, Integer::valueOf);
    PARSERS.put(long.class, Long::valueOf);
    PARSERS.put(Long.class, Long::valueOf);
    PARSERS.put(float.class, Float::valueOf);
    PARSERS.put(Float.class, Float::valueOf);
    PARSERS.put(double.class, Double::valueOf);
    PARSERS.put(Double.class, Double::valueOf);
    PARSERS.put(char.class, Scalars::letter);
    PARSERS.put(Character.class, Scalars::letter);
    PARSERS.put(BigDecimal.class, BigDecimal::new);
    PARSERS.put(LocalDate.class, LocalDate::parse);
    PARSERS.put(LocalDateTime.class, LocalDateTime::parse);
    PARSERS.put(Instant.class, Instant::parse);
    PARSERS.put(Duration.class, Duration::parse);
    PARSERS.put(Period.class, Period::parse);
    PARSERS.put(ZoneId.class, ZoneId::of);
    PARSERS.put(Path.class, Path::of);
    PARSERS.put(URI.class, URI::create);
    PARSERS.put(Class.class, Scalars::type);
  }

  private Scalars() {}

  static Object parse(Class<?> type, String text) {
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(text)) {
          return constant;
        }
      }
      throw new IllegalArgumentException(text);
    }
    Function<String, Object> parser = PARSERS.get(type);
    if (parser == null) {
      throw new IllegalArgumentException(type.getName());
    }
    return parser.apply(text);
  }

  /** What a text of this type looks like. */
  static String expected(Class<?> type) {
    if (type.isEnum()) {
      return "one of " + java.util.List.of(type.getEnumConstants());
    }
    if (type == LocalDate.class) {
      return "a date such as 2001-06-01";
    }
    if (type == Duration.class) {
      return "a duration such as PT30M";
    }
    String name = type.getSimpleName();
    return ("AEIOaeio".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  private static Object bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Object letter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException(text);
    }
    return text.charAt(0);
  }

  private static Object type(String name) {
    try {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      return Class.forName(name, false, context);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(name, e);
    }
  }
}
