package dev.plumbline.pipeline.schema;

import java.util.ArrayList;
import java.util.List;

/** The way to a field, through nested records: {@code features.day}. */
public final class FieldPath {
  private final List<Schema<?>> schemas;
  private final List<Integer> indexes;
  private final FieldType type;

  private FieldPath(List<Schema<?>> schemas, List<Integer> indexes, FieldType type) {
    this.schemas = schemas;
    this.indexes = indexes;
    this.type = type;
  }

  /**
   * @throws IllegalArgumentException naming the part that isn't there
   */
  public static FieldPath of(Schema<?> schema, String path) {
    List<Schema<?>> schemas = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    FieldType type = new FieldType.Struct(schema);
    for (String part : path.split("\\.", -1)) {
      if (!(type instanceof FieldType.Struct struct) || struct.schema().field(part).isEmpty()) {
        String known =
            type instanceof FieldType.Struct s ? "one of " + s.schema().names() : "no field of it";
        throw new IllegalArgumentException(
            "names column '" + path + "', but '" + part + "' is " + "not " + known);
      }
      Schema<?> owner = struct.schema();
      schemas.add(owner);
      indexes.add(owner.names().indexOf(part));
      type = owner.field(part).orElseThrow().type();
    }
    return new FieldPath(schemas, indexes, type);
  }

  public FieldType type() {
    return type;
  }

  /** The cell at the end of the path; null as soon as a record on the way is. */
  public Object cell(Object row) {
    Object at = row;
    for (int i = 0; i < indexes.size(); i++) {
      if (at == null) {
        return null;
      }
      at =
          i == indexes.size() - 1
              ? last(schemas.get(i), at, indexes.get(i))
              : step(schemas.get(i), at, indexes.get(i));
    }
    return at;
  }

  private static <T> Object step(Schema<T> schema, Object row, int field) {
    Object value = schema.value(schema.type().cast(row), field);
    return value instanceof java.util.Optional<?> o ? o.orElse(null) : value;
  }

  private static <T> Object last(Schema<T> schema, Object row, int field) {
    return schema.cell(schema.type().cast(row), field);
  }
}
