package dev.plumbline.dags.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;

/** Moments in JSON, as ISO 8601 in UTC, and zones by their names. */
final class TimeJson {
  private TimeJson() {}

  static SimpleModule module() {
    return new SimpleModule("times")
        .addSerializer(Instant.class, ToStringSerializer.instance)
        .addSerializer(ZoneId.class, ToStringSerializer.instance)
        .addDeserializer(Instant.class, new Reader<>(Instant.class, Instant::parse))
        .addDeserializer(ZoneId.class, new Reader<>(ZoneId.class, ZoneId::of));
  }

  private static final class Reader<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> parse;

    Reader(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return parse.apply(in.getText());
    }
  }
}
