package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stored column, or a part of one.
 *
 * @param word the type as messages show it; {@code struct}, {@code list} and {@code map} have parts
 */
record MemoryColumn(String name, String word, List<MemoryColumn> parts) {
  private static final String STRUCT = "struct";

  MemoryColumn {
    parts = List.copyOf(parts);
  }

  static List<MemoryColumn> of(Schema<?> schema) {
    return schema.fields().stream().map(f -> of(f.name(), f.type())).toList();
  }

  private static MemoryColumn of(String name, FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return new MemoryColumn(name, STRUCT, of(struct.schema()));
    }
    if (type instanceof FieldType.ListOf list) {
      return new MemoryColumn(name, "list", List.of(of("[]", list.element())));
    }
    if (type instanceof FieldType.MapOf map) {
      return new MemoryColumn(
          name, "map", List.of(of(".key", map.key()), of(".value", map.value())));
    }
    boolean text = type instanceof FieldType.EnumOf || type == FieldType.Scalar.CHAR;
    return new MemoryColumn(name, text ? "string" : type.toString(), List.of());
  }

  boolean isStruct() {
    return word.equals(STRUCT);
  }

  static Optional<MemoryColumn> find(List<MemoryColumn> columns, String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /** These columns with those that others have besides, at every depth. */
  static List<MemoryColumn> widened(List<MemoryColumn> columns, List<MemoryColumn> others) {
    List<MemoryColumn> wide = new ArrayList<>();
    for (MemoryColumn column : columns) {
      wide.add(find(others, column.name()).map(column::widened).orElse(column));
    }
    others.stream().filter(o -> find(columns, o.name()).isEmpty()).forEach(wide::add);
    return List.copyOf(wide);
  }

  private MemoryColumn widened(MemoryColumn other) {
    return new MemoryColumn(name, word, widened(parts, other.parts()));
  }

  /** What a row's record misses in these columns. */
  static void compare(
      String owner, String prefix, Schema<?> schema, List<MemoryColumn> columns, MemoryMatch to) {
    for (Field field : schema.fields()) {
      String path = prefix + field.name();
      Optional<MemoryColumn> stored = find(columns, field.name());
      if (stored.isPresent()) {
        compare(owner, path, field.type(), stored.get(), to);
        continue;
      }
      Optional<MemoryColumn> other =
          columns.stream().filter(c -> c.name().equalsIgnoreCase(field.name())).findFirst();
      if (other.isPresent()) {
        to.differs(
            "column "
                + other.get().name()
                + " differs in case from "
                + path
                + " of the record "
                + owner
                + ", name the component as the column");
      } else if (field.mayBeAbsent()) {
        to.misses(path);
      } else {
        to.differs(
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
  }

  private static void compare(
      String owner, String path, FieldType type, MemoryColumn stored, MemoryMatch to) {
    MemoryColumn declared = of(stored.name(), type);
    if (!declared.word().equals(stored.word())) {
      to.differs(
          "column "
              + path
              + " is "
              + stored.word()
              + ", the record "
              + owner
              + " declares "
              + declared.word()
              + ", declare the column's type or rewrite the table under another name");
    } else if (type instanceof FieldType.Struct struct) {
      compare(owner, path + ".", struct.schema(), stored.parts(), to);
    } else if (type instanceof FieldType.ListOf list) {
      compare(owner, path + "[]", list.element(), stored.parts().get(0), to);
    } else if (type instanceof FieldType.MapOf map) {
      compare(owner, path + ".key", map.key(), stored.parts().get(0), to);
      compare(owner, path + ".value", map.value(), stored.parts().get(1), to);
    }
  }
}
