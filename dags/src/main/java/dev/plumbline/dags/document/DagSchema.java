package dev.plumbline.dags.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The JSON Schema of documents, published beside them. */
public final class DagSchema {
  /** Its file's name. */
  public static final String FILE = DagDocument.FORMAT + ".schema.json";

  private DagSchema() {}

  /** Its text. */
  public static String text() {
    try (InputStream in = DagSchema.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + FILE, e);
    }
  }

  /** What is wrong with a document, each with its path first. */
  static List<String> faults(JsonNode tree) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(java.util.Locale.ROOT)
            .build();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(), InputFormat.JSON, config);
    return schema.validate(tree).stream().map(DagSchema::text).sorted().toList();
  }

  /** A property that is missing or too many has a place as well. */
  private static String text(ValidationMessage fault) {
    String at = fault.getInstanceLocation().toString();
    String property = fault.getProperty() == null ? "" : "/" + fault.getProperty();
    return at
        + property
        + ": "
        + fault.getMessage().replaceFirst("^" + Pattern.quote(at) + ": ", "");
  }
}
