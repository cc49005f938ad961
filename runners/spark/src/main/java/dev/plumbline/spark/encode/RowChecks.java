package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of a row before an encoder sees it: no time finer than a microsecond, no decimal
 * with more digits than declared. Rows with decimals come back at the declared scale, as they would
 * after a table, so that a fused step sees the same value. Used by one thread.
 */
public final class RowChecks<T> {
  private final Schema<T> schema;
  private final int[] checked;
  private final boolean rescaled;

  private RowChecks(Schema<T> schema, int[] checked, boolean rescaled) {
    this.schema = schema;
    this.checked = checked;
    this.rescaled = rescaled;
  }

  public static <T> RowChecks<T> of(Schema<T> schema) {
    List<Integer> checked = new ArrayList<>();
    List<Field> fields = schema.fields();
    boolean rescaled = false;
    for (int i = 0; i < fields.size(); i++) {
      if (holds(fields.get(i).type(), RowChecks::isChecked)) {
        checked.add(i);
      }
      rescaled |= holds(fields.get(i).type(), t -> t instanceof FieldType.DecimalOf);
    }
    return new RowChecks<>(
        schema, checked.stream().mapToInt(Integer::intValue).toArray(), rescaled);
  }

  /**
   * @throws dev.plumbline.pipeline.schema.ValueException naming the field
   */
  public T check(T row) {
    if (rescaled) {
      return schema.row(schema.cells(row));
    }
    for (int i : checked) {
      schema.cell(row, i);
    }
    return row;
  }

  private static boolean isChecked(FieldType type) {
    return type instanceof FieldType.DecimalOf
        || type instanceof FieldType.MapOf
        || type == FieldType.Scalar.TIMESTAMP
        || type == FieldType.Scalar.TIMESTAMP_NTZ;
  }

  /** Whether a type, or a part of it, is such. */
  public static boolean holds(FieldType type, java.util.function.Predicate<FieldType> what) {
    if (what.test(type)) {
      return true;
    }
    if (type instanceof FieldType.Struct s) {
      return s.schema().fields().stream().anyMatch(f -> holds(f.type(), what));
    }
    if (type instanceof FieldType.ListOf l) {
      return holds(l.element(), what);
    }
    return type instanceof FieldType.MapOf m && (holds(m.key(), what) || holds(m.value(), what));
  }
}
