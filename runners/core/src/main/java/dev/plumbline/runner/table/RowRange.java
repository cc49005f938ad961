package dev.plumbline.runner.table;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.schema.FieldType;

/**
 * Which rows of a table are meant: all, or those whose interval column lies in a half-open range.
 */
public sealed interface RowRange {
  /** Every row. */
  record All() implements RowRange {
    @Override
    public String toString() {
      return "all";
    }
  }

  /**
   * Rows with {@code from <= column < to}.
   *
   * @param from a cell of the column's type: LocalDate, Instant or LocalDateTime
   */
  record Between(String column, Comparable<?> from, Comparable<?> to) implements RowRange {
    @Override
    public String toString() {
      return column + " in " + from + "/" + to;
    }
  }

  static RowRange all() {
    return new All();
  }

  /** The rows of an interval, by the type of the column that tells it. */
  static RowRange of(String column, FieldType type, Interval interval) {
    if (type == FieldType.Scalar.DATE) {
      return new Between(column, interval.date(), interval.endDate());
    }
    if (type == FieldType.Scalar.TIMESTAMP) {
      return new Between(column, interval.start(), interval.end());
    }
    return new Between(
        column,
        interval.start().atZone(interval.zone()).toLocalDateTime(),
        interval.end().atZone(interval.zone()).toLocalDateTime());
  }

  /** Whether a cell of the range's column lies in it; a null never does. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  default boolean contains(Object cell) {
    if (this instanceof Between b) {
      return cell != null
          && ((Comparable) b.from()).compareTo(cell) <= 0
          && ((Comparable) b.to()).compareTo(cell) > 0;
    }
    return true;
  }
}
