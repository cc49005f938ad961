package dev.plumbline.models;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Field.Presence;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.pipeline.schema.Schema;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Schemas in MLflow's words ({@code mlflow/types/schema.py}). MLflow knows fewer types: small whole
 * numbers are integers, decimals are doubles, enums and chars strings, dates datetimes. A whole
 * number or boolean that may be absent is a double, as pandas holds it: MLflow refuses missing
 * integers and silently reads a missing boolean as false. Inside of records, lists and maps, whose
 * values Python reads from JSON one by one, there are long and double only, and dates are strings.
 */
final class Signature {
  private Signature() {}

  /** The columns of a record as MLflow's JSON. */
  static String of(Schema<?> schema) {
    return Json.write(schema.fields().stream().map(Signature::named).toList());
  }

  /** A prediction: a record's columns, or one without a name. */
  static String of(Type type) {
    if (type instanceof Class<?> c && !c.isRecord()) {
      Map<String, Object> column = new LinkedHashMap<>();
      column.put("type", scalarName(c));
      column.put("required", true);
      return Json.write(List.of(column));
    }
    return of(Schema.of(type));
  }

  private static String scalarName(Class<?> type) {
    if (type == Double.class || type == Float.class) {
      return "double";
    }
    if (type == Boolean.class) {
      return "boolean";
    }
    return Number.class.isAssignableFrom(type) ? "long" : "string";
  }

  private static Map<String, Object> named(Field field) {
    boolean absent = field.presence() != Presence.REQUIRED;
    Map<String, Object> column = type(field.type(), word(field.type(), absent));
    column.put("name", field.name());
    column.put("required", field.presence() == Presence.REQUIRED);
    return column;
  }

  private static Map<String, Object> type(FieldType type, String word) {
    Map<String, Object> column = new LinkedHashMap<>();
    if (type instanceof FieldType.Struct s) {
      column.put("type", "object");
      Map<String, Object> properties = new LinkedHashMap<>();
      for (Field each : s.schema().fields()) {
        Map<String, Object> property = inner(each.type());
        property.put("required", each.presence() == Presence.REQUIRED);
        properties.put(each.name(), property);
      }
      column.put("properties", properties);
    } else if (type instanceof FieldType.ListOf l) {
      column.put("type", "array");
      column.put("items", inner(l.element()));
    } else if (type instanceof FieldType.MapOf m) {
      column.put("type", "map");
      column.put("values", inner(m.value()));
    } else {
      column.put("type", word);
    }
    return column;
  }

  private static Map<String, Object> inner(FieldType type) {
    String word = word(type, false);
    return type(
        type,
        switch (word) {
          case "integer" -> "long";
          case "float" -> "double";
          case "datetime" -> "string";
          default -> word;
        });
  }

  private static String word(FieldType type, boolean absent) {
    if (type instanceof FieldType.DecimalOf) {
      return "double";
    }
    if (!(type instanceof Scalar scalar)) {
      return "string";
    }
    return switch (scalar) {
      case BOOLEAN -> absent ? "double" : "boolean";
      case BYTE, SHORT, INT -> absent ? "double" : "integer";
      case LONG -> absent ? "double" : "long";
      case FLOAT -> "float";
      case DOUBLE -> "double";
      case CHAR, STRING -> "string";
      case DATE, TIMESTAMP, TIMESTAMP_NTZ -> "datetime";
      case BINARY -> "binary";
    };
  }
}
