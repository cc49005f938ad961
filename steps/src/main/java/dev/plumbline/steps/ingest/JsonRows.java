package dev.plumbline.steps.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads one file of JSON lines. */
final class JsonRows {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int BUFFER_CHARS = 1 << 16;

  private JsonRows() {}

  static <O> void read(Schema<O> schema, Path file, String name, IngestOutput<? super O> out)
      throws IOException {
    JsonCell cells = JsonCell.of(new FieldType.Struct(schema), "");
    long line = 0;
    try (InputStream bytes = SourceFiles.open(file);
        BufferedReader lines =
            new BufferedReader(TextFile.read(bytes, StandardCharsets.UTF_8), BUFFER_CHARS)) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (!text.isBlank()) {
          hand(schema, cells, text, name + " line " + line, out);
        }
      }
    } catch (IOException e) {
      throw TextFile.failure(file, StandardCharsets.UTF_8, line, e);
    }
    if (line == 0) {
      throw new SourceException(
          "Cannot read " + file + ": it is empty, one object a line is expected");
    }
  }

  private static <O> void hand(
      Schema<O> schema, JsonCell cells, String text, String where, IngestOutput<? super O> out)
      throws IOException {
    O row;
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      Object[] values = (Object[]) cells.read(json);
      JsonToken rest = json.nextToken();
      if (rest != null) {
        throw new JsonCell.Misfit("the line goes on after its object");
      }
      row = schema.row(values);
    } catch (JsonProcessingException e) {
      out.reject(where, "it is no JSON: " + e.getOriginalMessage());
      return;
    } catch (IllegalArgumentException e) {
      // a value that doesn't fit, or that the record's own constructor refuses
      out.reject(where, String.valueOf(e.getMessage()));
      return;
    }
    out.emit(row);
  }
}
