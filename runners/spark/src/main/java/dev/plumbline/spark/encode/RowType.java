package dev.plumbline.spark.encode;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.pipeline.schema.Types;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The type of a row as it travels. */
public record RowType(String name) implements Serializable {
  public static RowType of(Schema<?> schema) {
    return new RowType(TypeName.of(type(schema)));
  }

  public static RowType of(Type type) {
    return new RowType(TypeName.of(type));
  }

  public Schema<?> schema() {
    return Schema.of(TypeName.parse(name));
  }

  /** The record type that a schema was read from, its arguments learned from the fields. */
  public static Type type(Schema<?> schema) {
    Class<?> raw = schema.type();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    if (variables.length == 0) {
      return raw;
    }
    Map<TypeVariable<?>, Type> known = new HashMap<>();
    RecordComponent[] components = raw.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Types.match(components[i].getGenericType(), schema.fields().get(i).javaType(), known);
    }
    // A variable that no component mentions bears on no field.
    return Types.parameterized(
        raw,
        Arrays.stream(variables)
            .map(v -> known.getOrDefault(v, Object.class))
            .toArray(Type[]::new));
  }
}
