package dev.plumbline.models.encoding;

import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.Field.Presence;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Compiles a schema into parts, one for each field, and says what each one does. */
final class RowParts {
  private final Function<String, Codes> vocabularies;
  private final List<FieldEncoding> encodings = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private RowParts(Function<String, Codes> vocabularies) {
    this.vocabularies = vocabularies;
  }

  /** Compiled parts and what they do; the values of a category are not said yet. */
  record Compiled(Part.Struct parts, List<FieldEncoding> encodings) {}

  /**
   * @param vocabularies the codes of the category at a path
   * @throws IllegalArgumentException with every field that can't be encoded
   */
  static Compiled compile(Schema<?> schema, Function<String, Codes> vocabularies) {
    RowParts compiler = new RowParts(vocabularies);
    Part.Struct parts = compiler.struct(schema, "");
    if (!compiler.refused.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot encode "
              + schema.type().getName()
              + ": "
              + String.join("; ", compiler.refused)
              + "; turn these into numbers, texts or dates in the step before");
    }
    return new Compiled(parts, List.copyOf(compiler.encodings));
  }

  private Part.Struct struct(Schema<?> schema, String prefix) {
    List<Part> parts = new ArrayList<>();
    for (Field field : schema.fields()) {
      parts.add(part(schema.type(), field, prefix + field.name()));
    }
    return new Part.Struct(parts);
  }

  private Part part(Class<?> owner, Field field, String path) {
    FieldType type = field.type();
    if (type instanceof FieldType.Struct s) {
      return new Part.Nested(get(owner, field), struct(s.schema(), path + "."));
    }
    if (type instanceof FieldType.EnumOf || type == Scalar.STRING || type == Scalar.CHAR) {
      encodings.add(new FieldEncoding.Category(path, List.of()));
      return new Part.Categories(get(owner, field), vocabularies.apply(path));
    }
    if (type == Scalar.DATE || type == Scalar.TIMESTAMP || type == Scalar.TIMESTAMP_NTZ) {
      List<CalendarPart> parts = type == Scalar.DATE ? CalendarPart.OF_DATE : CalendarPart.OF_TIME;
      encodings.add(new FieldEncoding.Calendar(path, parts));
      return new Part.Dates(get(owner, field), parts);
    }
    encodings.add(new FieldEncoding.Number(path));
    if (type instanceof FieldType.DecimalOf) {
      return new Part.Numbers(get(owner, field));
    }
    if (type instanceof Scalar scalar && scalar != Scalar.BINARY) {
      return number(owner, field, scalar);
    }
    refused.add("field " + path + " is a " + type);
    return new Part.Numbers(row -> null);
  }

  private static Part number(Class<?> owner, Field field, Scalar type) {
    if (field.presence() != Presence.REQUIRED) {
      Function<Object, Object> get = get(owner, field);
      return type == Scalar.BOOLEAN ? new Part.Flags(get) : new Part.Numbers(get);
    }
    return switch (type) {
      case BOOLEAN -> new Part.Booleans(Accessors.booleans(owner, field.name()));
      case LONG -> new Part.Longs(Accessors.longs(owner, field.name()));
      case FLOAT, DOUBLE -> new Part.Doubles(Accessors.doubles(owner, field.name()));
      default -> new Part.Ints(Accessors.ints(owner, field.name()));
    };
  }

  private static Function<Object, Object> get(Class<?> owner, Field field) {
    Function<Object, Object> get = Accessors.objects(owner, field.name());
    return field.presence() == Presence.OPTIONAL ? Part.unwrapped(get) : get;
  }
}
