package dev.plumbline.runner.profile;

import dev.plumbline.pipeline.schema.Schema;
import java.util.Optional;

/** Hands one field of a row to its column. */
interface FieldFeed {
  void take(Object row);

  static <T> FieldFeed of(Schema<T> schema, int field, ColumnProfile column) {
    return row -> {
      Object value = schema.value(schema.type().cast(row), field);
      column.add(value instanceof Optional<?> optional ? optional.orElse(null) : value);
    };
  }
}
