package dev.plumbline.steps.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.FieldType.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the value that a parser stands on into its cell; null for JSON's null. */
interface JsonCell {
  /** A value that doesn't fit its field. */
  final class Misfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Misfit(String message) {
      super(message);
    }
  }

  /** Leaves the parser on the value's last token. */
  Object read(JsonParser json) throws IOException;

  static JsonCell of(FieldType type, String path) {
    if (type instanceof FieldType.Struct struct) {
      return new Struct(struct, path);
    }
    if (type instanceof FieldType.ListOf list) {
      return new Many(of(list.element(), path + "[]"), path);
    }
    if (type instanceof FieldType.MapOf map) {
      return new Pairs(
          CellText.of(map.key()).orElseThrow(), of(map.value(), path + ".value"), path);
    }
    return new Leaf(type, CellText.of(type).orElseThrow(), path);
  }

  private static Misfit misfit(JsonParser json, String path, String expected) throws IOException {
    String text = json.currentToken() == null ? "nothing" : json.getText();
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new Misfit(
        (path.isEmpty() ? "the line: '" : "field " + path + ": '")
            + shown
            + "', expected "
            + expected);
  }

  /** An object as a record. */
  final class Struct implements JsonCell {
    private final String path;
    private final List<Field> fields;
    private final JsonCell[] cells;
    private final Map<String, Integer> places = new HashMap<>();

    Struct(FieldType.Struct type, String path) {
      this.path = path;
      this.fields = type.schema().fields();
      this.cells = new JsonCell[fields.size()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = of(fields.get(i).type(), name(i));
        places.put(fields.get(i).name(), i);
      }
    }

    private String name(int field) {
      return (path.isEmpty() ? "" : path + ".") + fields.get(field).name();
    }

    @Override
    public Object read(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL && !path.isEmpty()) {
        return null;
      }
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw misfit(json, path, "an object");
      }
      Object[] values = new Object[cells.length];
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Integer place = places.get(json.currentName());
        json.nextToken();
        if (place == null) {
          json.skipChildren();
        } else {
          values[place] = cells[place].read(json);
        }
      }
      for (int i = 0; i < values.length; i++) {
        if (values[i] == null && !fields.get(i).mayBeAbsent()) {
          throw new Misfit("field " + name(i) + " is absent, expected " + fields.get(i).type());
        }
      }
      return values;
    }
  }

  /** An array. */
  record Many(JsonCell element, String path) implements JsonCell {
    @Override
    public Object read(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw misfit(json, path, "an array");
      }
      List<Object> values = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        values.add(element.read(json));
      }
      return values;
    }
  }

  /** An object whose names are keys. */
  record Pairs(CellText key, JsonCell value, String path) implements JsonCell {
    @Override
    public Object read(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return null;
      }
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw misfit(json, path, "an object");
      }
      Map<Object, Object> values = new LinkedHashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        Object name = key.cell(json.currentName());
        if (name == CellText.BAD) {
          throw misfit(json, path + ".key", key.expected());
        }
        json.nextToken();
        values.put(name, value.read(json));
      }
      return values;
    }
  }

  /** A scalar: of the JSON type that its field has, or in a string what JSON has no type for. */
  record Leaf(FieldType type, CellText text, String path) implements JsonCell {
    @Override
    public Object read(JsonParser json) throws IOException {
      JsonToken token = json.currentToken();
      if (token == JsonToken.VALUE_NULL) {
        return null;
      }
      boolean fits =
          switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> type == Scalar.BOOLEAN;
            case VALUE_NUMBER_INT -> isWhole() || isReal();
            case VALUE_NUMBER_FLOAT -> isReal();
            case VALUE_STRING -> type != Scalar.BOOLEAN && !isWhole() && isStringOrWord(json);
            default -> false;
          };
      Object cell =
          fits
              ? text.cell(json.getTextCharacters(), json.getTextOffset(), json.getTextLength())
              : CellText.BAD;
      if (cell == CellText.BAD) {
        throw misfit(json, path, text.expected());
      }
      return cell;
    }

    /** A number in a string is none, but for the three that JSON can't write, and decimals. */
    private boolean isStringOrWord(JsonParser json) throws IOException {
      return (type != Scalar.DOUBLE && type != Scalar.FLOAT)
          || List.of("NaN", "Infinity", "-Infinity").contains(json.getText());
    }

    private boolean isWhole() {
      return type == Scalar.BYTE
          || type == Scalar.SHORT
          || type == Scalar.INT
          || type == Scalar.LONG;
    }

    private boolean isReal() {
      return type == Scalar.FLOAT || type == Scalar.DOUBLE || type instanceof FieldType.DecimalOf;
    }
  }
}
