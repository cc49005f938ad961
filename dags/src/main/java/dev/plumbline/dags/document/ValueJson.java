package dev.plumbline.dags.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values in JSON: themselves, or an object with one key that begins with a dollar sign. */
final class ValueJson {
  static final String VARIABLE = "$variable";
  static final String CONNECTION = "$connection";
  static final String PART = "part";

  private ValueJson() {}

  static Value read(JsonNode node) {
    if (node.isTextual()) {
      return new Value.Text(node.textValue());
    }
    if (node.isBoolean()) {
      return new Value.Flag(node.booleanValue());
    }
    if (node.isIntegralNumber()) {
      return new Value.Whole(node.longValue());
    }
    if (node.isNumber()) {
      return new Value.Real(node.doubleValue());
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(read(item)));
      return new Value.Items(items);
    }
    if (node.has(VARIABLE)) {
      return new Value.Variable(node.get(VARIABLE).asText());
    }
    if (node.has(CONNECTION)) {
      return new Value.Connection(node.get(CONNECTION).asText(), node.get(PART).asText());
    }
    return node.isNull() ? new Value.Nothing() : fields(node);
  }

  static Value.Fields fields(JsonNode node) {
    SortedMap<String, Value> fields = new TreeMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), read(field.getValue())));
    return new Value.Fields(fields);
  }

  static void write(Value value, JsonGenerator out) throws IOException {
    if (value instanceof Value.Text text) {
      out.writeString(text.text());
    } else if (value instanceof Value.Flag flag) {
      out.writeBoolean(flag.on());
    } else if (value instanceof Value.Whole whole) {
      out.writeNumber(whole.number());
    } else if (value instanceof Value.Real real) {
      out.writeNumber(real.number());
    } else if (value instanceof Value.Nothing) {
      out.writeNull();
    } else if (value instanceof Value.Items items) {
      out.writeStartArray();
      for (Value item : items.items()) {
        write(item, out);
      }
      out.writeEndArray();
    } else if (value instanceof Value.Fields fields) {
      out.writeStartObject();
      for (var field : fields.fields().entrySet()) {
        out.writeFieldName(field.getKey());
        write(field.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof Value.Variable variable) {
      out.writeStartObject();
      out.writeStringField(VARIABLE, variable.name());
      out.writeEndObject();
    } else if (value instanceof Value.Connection connection) {
      out.writeStartObject();
      out.writeStringField(CONNECTION, connection.name());
      out.writeStringField(PART, connection.part());
      out.writeEndObject();
    }
  }

  static final class Writer extends StdSerializer<Value> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Value.class);
    }

    @Override
    public void serialize(Value value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      write(value, out);
    }
  }

  static final class Reader extends StdDeserializer<Value> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Value.class);
    }

    @Override
    public Value deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return read(context.readTree(in));
    }

    @Override
    public Value getNullValue(DeserializationContext context) {
      return new Value.Nothing();
    }
  }

  static final class FieldsReader extends StdDeserializer<Value.Fields> {
    private static final long serialVersionUID = 1L;

    FieldsReader() {
      super(Value.Fields.class);
    }

    @Override
    public Value.Fields deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      return fields(context.readTree(in));
    }
  }
}
