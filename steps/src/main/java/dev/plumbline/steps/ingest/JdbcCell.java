package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.pipeline.schema.Schema;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** Reads one column of a result, those that come as text by {@code texts}. */
record JdbcCell(Field field, int column, CellText texts) {
  private static final Set<Integer> TEXT =
      Set.of(
          Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR,
          Types.CLOB,
          Types.NCLOB);
  private static final Set<Integer> BYTES =
      Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
  private static final List<Integer> WHOLE =
      List.of(Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT);
  private static final Set<Integer> EXACT = Set.of(Types.DECIMAL, Types.NUMERIC);
  private static final int LONG_DIGITS = 18;

  /** Refuses fields that no column holds. */
  static void check(Schema<?> schema) {
    List<String> nested =
        schema.fields().stream()
            .filter(f -> CellText.of(f.type()).isEmpty())
            .map(f -> f.name() + " (" + f.type() + ")")
            .toList();
    if (!nested.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot read a table into "
              + schema.type().getSimpleName()
              + ": nested fields "
              + String.join(", ", nested));
    }
  }

  /** Whether a column's values can be the field's; a type that the driver doesn't know can. */
  static boolean fits(FieldType wanted, int type, String name, int precision, int scale) {
    if (type == Types.NULL) {
      return true;
    }
    if (wanted instanceof FieldType.DecimalOf) {
      return EXACT.contains(type) || WHOLE.contains(type);
    }
    if (!(wanted instanceof Scalar scalar)) {
      return TEXT.contains(type);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean zoned =
        type == Types.TIMESTAMP_WITH_TIMEZONE
            || lower.contains("timestamptz")
            || lower.contains("with time zone");
    IntPredicate upTo =
        widest -> WHOLE.contains(type) && WHOLE.indexOf(type) <= WHOLE.indexOf(widest);
    return switch (scalar) {
      case BOOLEAN -> type == Types.BOOLEAN || type == Types.BIT;
      case BYTE -> upTo.test(Types.TINYINT);
      case SHORT -> upTo.test(Types.SMALLINT);
      case INT -> upTo.test(Types.INTEGER);
      case LONG ->
          upTo.test(Types.BIGINT)
              || (EXACT.contains(type) && scale == 0 && precision > 0 && precision <= LONG_DIGITS);
      case FLOAT -> type == Types.REAL;
      case DOUBLE -> type == Types.REAL || type == Types.FLOAT || type == Types.DOUBLE;
      case CHAR, STRING -> TEXT.contains(type);
      case DATE -> type == Types.DATE || TEXT.contains(type);
      case TIMESTAMP -> zoned || TEXT.contains(type);
      case TIMESTAMP_NTZ -> (type == Types.TIMESTAMP && !zoned) || TEXT.contains(type);
      case BINARY -> BYTES.contains(type);
    };
  }

  /**
   * The cell of the current row, null for null.
   *
   * @throws IllegalArgumentException naming column, value and what was expected
   */
  Object read(ResultSet row) throws SQLException {
    Object cell;
    try {
      cell = value(row);
    } catch (SQLDataException | ArithmeticException e) {
      throw new IllegalArgumentException("column " + field.name() + ": " + e.getMessage(), e);
    }
    if (cell == CellText.BAD) {
      throw new IllegalArgumentException(
          "column "
              + field.name()
              + ": '"
              + row.getString(column)
              + "', expected "
              + texts.expected());
    }
    return cell;
  }

  private Object value(ResultSet row) throws SQLException {
    if (field.type() instanceof Scalar scalar) {
      return switch (scalar) {
        case BOOLEAN -> orNull(row.getBoolean(column), row);
        case FLOAT -> orNull(row.getFloat(column), row);
        case DOUBLE -> orNull(row.getDouble(column), row);
        case BINARY -> row.getBytes(column);
        case STRING -> row.getString(column);
        case DATE -> time(row, LocalDate.class);
        case TIMESTAMP -> time(row, OffsetDateTime.class);
        case TIMESTAMP_NTZ -> time(row, LocalDateTime.class);
        default -> text(row.getString(column));
      };
    }
    if (field.type() instanceof FieldType.DecimalOf) {
      BigDecimal value = row.getBigDecimal(column);
      return value == null ? null : text(value.toPlainString());
    }
    return text(row.getString(column));
  }

  private static Object orNull(Object value, ResultSet row) throws SQLException {
    return row.wasNull() ? null : value;
  }

  /** What a database holds as text or number is read as text. */
  private Object time(ResultSet row, Class<?> type) throws SQLException {
    Object stored = row.getObject(column);
    if (stored == null) {
      return null;
    }
    if (stored instanceof String || stored instanceof Number) {
      return text(stored.toString());
    }
    Object value = row.getObject(column, type);
    if (value instanceof OffsetDateTime zoned) {
      value = zoned.toInstant();
    }
    int nano =
        value instanceof Instant i
            ? i.getNano()
            : value instanceof LocalDateTime l ? l.getNano() : 0;
    if (nano % 1000 != 0) {
      throw new ArithmeticException(value + " is finer than a microsecond");
    }
    return value;
  }

  private Object text(String text) {
    return text == null ? null : texts.cell(text);
  }
}
