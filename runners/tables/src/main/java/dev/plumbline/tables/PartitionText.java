package dev.plumbline.tables;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Partition values as Delta writes them: text, with timestamps in UTC. */
final class PartitionText {
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSS]");
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  private PartitionText() {}

  /** The text of a cell that is not null. */
  static String of(Object cell) {
    if (cell instanceof Instant time) {
      return UTC.format(time);
    }
    return cell instanceof LocalDateTime time ? LOCAL.format(time) : cell.toString();
  }

  /** The cell of a stored type; null for null and, as Delta has it, for the empty text. */
  static Object cell(Object type, String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String name = StoredColumn.words(type);
    return switch (name) {
      case "string" -> text;
      case "boolean" -> Boolean.valueOf(text);
      case "byte" -> Byte.valueOf(text);
      case "short" -> Short.valueOf(text);
      case "int" -> Integer.valueOf(text);
      case "long" -> Long.valueOf(text);
      case "float" -> Float.valueOf(text);
      case "double" -> Double.valueOf(text);
      case "date" -> LocalDate.parse(text);
      case "timestamp" -> instant(text);
      case "timestamp_ntz" -> local(text);
      default -> {
        if (name.startsWith("decimal")) {
          yield new BigDecimal(text);
        }
        throw new IllegalArgumentException("a partition column of type " + name);
      }
    };
  }

  private static Instant instant(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : local(text).toInstant(ZoneOffset.UTC);
  }

  private static LocalDateTime local(String text) {
    return text.indexOf('T') > 0 ? LocalDateTime.parse(text) : LocalDateTime.parse(text, SPACED);
  }
}
