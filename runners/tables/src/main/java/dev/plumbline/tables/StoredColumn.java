package dev.plumbline.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A column, or a field of a nested one, as Delta's schema JSON tells it.
 *
 * @param type a name such as {@code "long"}, or the tree of a struct, array or map
 */
record StoredColumn(String name, Object type, boolean nullable, Map<?, ?> metadata) {
  static List<StoredColumn> list(Map<?, ?> struct) {
    List<StoredColumn> columns = new ArrayList<>();
    for (Object each : Member.list(struct, "fields")) {
      Map<?, ?> field = (Map<?, ?>) each;
      columns.add(
          new StoredColumn(
              Member.text(field, "name"),
              field.get("type"),
              Boolean.TRUE.equals(field.get("nullable")),
              field.get("metadata") instanceof Map<?, ?> m ? m : Map.of()));
    }
    return columns;
  }

  /** The name that files and partition values use: another one under column mapping. */
  String physicalName() {
    return metadata.get("delta.columnMapping.physicalName") instanceof String s ? s : name;
  }

  /** The type in the words of {@link dev.plumbline.pipeline.schema.FieldType}. */
  static String words(Object type) {
    if (type instanceof Map<?, ?> tree) {
      String kind = String.valueOf(tree.get("type"));
      switch (kind) {
        case "struct":
          List<String> fields = new ArrayList<>();
          list(tree).forEach(f -> fields.add(f.name() + ":" + words(f.type())));
          return "struct<" + String.join(",", fields) + ">";
        case "array":
          return "list<" + words(tree.get("elementType")) + ">";
        case "map":
          return "map<" + words(tree.get("keyType")) + "," + words(tree.get("valueType")) + ">";
        default:
          return kind;
      }
    }
    return type.equals("integer") ? "int" : String.valueOf(type);
  }
}
