package dev.plumbline.dags.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Locale;

/** Words in JSON: a text is a string, all else an object. */
final class WordJson {
  private WordJson() {}

  static final class Writer extends StdSerializer<Word> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Word.class);
    }

    @Override
    public void serialize(Word word, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (word instanceof Word.Text text) {
        out.writeString(text.text());
      } else if (word instanceof Word.Of of) {
        out.writeStartObject();
        if (!of.before().isEmpty()) {
          out.writeStringField("before", of.before());
        }
        if (!of.name().isEmpty()) {
          out.writeStringField("name", of.name());
        }
        out.writeStringField("of", of.of().name().toLowerCase(Locale.ROOT));
        out.writeEndObject();
      }
    }
  }

  static final class Reader extends StdDeserializer<Word> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Word.class);
    }

    @Override
    public Word deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(in);
      return node.isTextual()
          ? new Word.Text(node.textValue())
          : new Word.Of(
              Word.What.valueOf(node.path("of").asText().toUpperCase(Locale.ROOT)),
              node.path("name").asText(),
              node.path("before").asText());
    }
  }
}
