package dev.plumbline.tables;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares a record with stored columns, nested ones by their path. */
final class SchemaMatch {
  private final String owner;
  private final List<String> differences = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  private SchemaMatch(String owner) {
    this.owner = owner;
  }

  static SchemaMatch of(Schema<?> schema, List<StoredColumn> columns) {
    SchemaMatch match = new SchemaMatch(schema.type().getSimpleName());
    match.fields("", schema, columns);
    return match;
  }

  /** Sentences without a subject's capital: {@code column delay is string, the record …}. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  /** Paths of fields that may be absent and are. */
  List<String> missing() {
    return List.copyOf(missing);
  }

  /** Paths of fields that have a column, whatever its type. */
  List<String> found() {
    return List.copyOf(found);
  }

  private void fields(String prefix, Schema<?> schema, List<StoredColumn> columns) {
    for (Field field : schema.fields()) {
      String path = prefix + field.name();
      var stored = named(columns, field.name());
      if (stored.isPresent()) {
        found.add(path);
        type(path, field.type(), stored.get().type());
      } else {
        absent(path, field, columns);
      }
    }
  }

  private void absent(String path, Field field, List<StoredColumn> columns) {
    var other = columns.stream().filter(c -> c.name().equalsIgnoreCase(field.name())).findFirst();
    if (other.isPresent()) {
      differences.add(
          "column "
              + other.get().name()
              + " differs in case from "
              + path
              + " of the record "
              + owner
              + ", name the component as the column");
    } else if (field.mayBeAbsent()) {
      missing.add(path);
    } else {
      differences.add(
          "column "
              + path
              + " is missing, the record "
              + owner
              + " declares the primitive "
              + field.type()
              + ", declare a type that may be absent (its box or Optional) or rewrite the table"
              + " under another name");
    }
  }

  private static Optional<StoredColumn> named(List<StoredColumn> columns, String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private void type(String path, FieldType declared, Object stored) {
    if (stored instanceof Map<?, ?> tree) {
      Object kind = tree.get("type");
      if (declared instanceof FieldType.Struct struct && kind.equals("struct")) {
        fields(path + ".", struct.schema(), StoredColumn.list(tree));
        return;
      } else if (declared instanceof FieldType.ListOf list && kind.equals("array")) {
        type(path + "[]", list.element(), tree.get("elementType"));
        return;
      } else if (declared instanceof FieldType.MapOf map && kind.equals("map")) {
        type(path + ".key", map.key(), tree.get("keyType"));
        type(path + ".value", map.value(), tree.get("valueType"));
        return;
      }
    }
    String is = StoredColumn.words(stored);
    if (!is.equals(asStored(declared))) {
      differences.add(
          "column "
              + path
              + " is "
              + is
              + ", the record "
              + owner
              + " declares "
              + declared
              + ", declare the column's type or rewrite the table under another name");
    }
  }

  /** The stored word of a type without parts; chars and enums are strings. */
  private static String asStored(FieldType type) {
    return type instanceof FieldType.EnumOf || type == FieldType.Scalar.CHAR
        ? "string"
        : type.toString();
  }
}
