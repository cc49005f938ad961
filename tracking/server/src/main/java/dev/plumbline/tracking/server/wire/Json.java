package dev.plumbline.tracking.server.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.plumbline.tracking.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes answers as MLflow's protos show them: empty lists are left out, NaN is a text. */
public final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  private Json() {}

  /** Something that writes itself where a value is expected. */
  @FunctionalInterface
  public interface Body {
    /** Writes one value. */
    void write(JsonGenerator out) throws IOException;
  }

  /** Writes an entity where a value is expected. */
  @FunctionalInterface
  public interface Writer<T> {
    /** Writes one value. */
    void write(JsonGenerator out, T entity) throws IOException;
  }

  /** An object without fields. */
  public static final Body NOTHING =
      out -> {
        out.writeStartObject();
        out.writeEndObject();
      };

  /** Writes a body to a stream, which stays open. */
  public static void write(Body body, OutputStream to) throws IOException {
    try (JsonGenerator out = FACTORY.createGenerator(to)) {
      body.write(out);
    }
  }

  /** An object with one field. */
  public static <T> Body one(String name, T entity, Writer<? super T> writer) {
    return out -> {
      out.writeStartObject();
      out.writeFieldName(name);
      writer.write(out, entity);
      out.writeEndObject();
    };
  }

  /** An object with one text. */
  public static Body text(String name, String value) {
    return one(name, value, JsonGenerator::writeString);
  }

  /** An object with a list. */
  public static <T> Body items(String name, List<T> items, Writer<? super T> writer) {
    return out -> {
      out.writeStartObject();
      list(out, name, items, writer);
      out.writeEndObject();
    };
  }

  /** An object with a list and the token of the next page. */
  public static <T> Body page(String name, Page<T> page, Writer<? super T> writer) {
    return out -> {
      out.writeStartObject();
      list(out, name, page.items(), writer);
      if (page.nextPageToken().isPresent()) {
        out.writeStringField("next_page_token", page.nextPageToken().get());
      }
      out.writeEndObject();
    };
  }

  /** A field with a list, unless it is empty. */
  public static <T> void list(
      JsonGenerator out, String name, List<T> items, Writer<? super T> writer) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(name);
    for (T item : items) {
      writer.write(out, item);
    }
    out.writeEndArray();
  }

  /** An error as MLflow shows it. */
  public static Body error(Refusal refusal) {
    return out -> {
      Code code = refusal.code();
      out.writeStartObject();
      out.writeStringField("error_code", code.name());
      out.writeStringField("message", refusal.getMessage());
      if (!code.sqlState().isEmpty()) {
        out.writeStringField("sqlstate", code.sqlState());
      }
      if (!code.errorClass().isEmpty()) {
        out.writeStringField("error_class", code.errorClass());
      }
      out.writeEndObject();
    };
  }
}
