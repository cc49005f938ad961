package dev.plumbline.dags.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Documents as bytes: UTF-8, keys sorted, nothing in it that a second export would write otherwise.
 * {@code hash} is the SHA-256 of these bytes with the hash's own 64 digits written as zeros, so
 * that a reader sees whether they are as Plumbline wrote them.
 */
public final class DagJson {
  private static final String PREFIX = "sha256:";
  private static final String ZEROS = PREFIX + "0".repeat(64);
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule("words and values")
                  .addSerializer(Value.class, new ValueJson.Writer())
                  .addDeserializer(Value.class, new ValueJson.Reader())
                  .addDeserializer(Value.Fields.class, new ValueJson.FieldsReader())
                  .addSerializer(Word.class, new WordJson.Writer())
                  .addDeserializer(Word.class, new WordJson.Reader()))
          .addModule(TimeJson.module())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();
  private static final DefaultPrettyPrinter LINES =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withObjectEmptySeparator("")
                  .withArrayEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private DagJson() {}

  /** The same document with its hash, as it is written. */
  public static byte[] write(DagDocument document) {
    byte[] bytes = bytes(document.withHash(ZEROS));
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.replace('"' + ZEROS + '"', '"' + PREFIX + digest(bytes) + '"')
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DagDocument document) {
    try {
      return (MAPPER.writer(LINES).writeValueAsString(document) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the document of " + document.dag(), e);
    }
  }

  /**
   * Reads a document as Plumbline wrote it.
   *
   * @param file named in faults
   * @throws FaultyDocumentException with every fault and its path
   */
  public static DagDocument read(byte[] bytes, String file) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(bytes);
    } catch (IOException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new FaultyDocumentException(file, List.of(": isn't JSON: " + first));
    }
    List<String> faults = DagSchema.faults(tree);
    if (!faults.isEmpty()) {
      throw new FaultyDocumentException(file, faults);
    }
    try {
      DagDocument document = MAPPER.treeToValue(tree, DagDocument.class);
      List<String> broken = Connected.faults(document);
      if (broken.isEmpty() && !isWhole(bytes, document.hash())) {
        broken = List.of("/hash: isn't that of the document, which was changed by hand");
      }
      if (!broken.isEmpty()) {
        throw new FaultyDocumentException(file, broken);
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new FaultyDocumentException(file, List.of(": " + e.getOriginalMessage()));
    }
  }

  private static boolean isWhole(byte[] bytes, String hash) {
    String zeroed =
        new String(bytes, StandardCharsets.UTF_8).replace('"' + hash + '"', '"' + ZEROS + '"');
    return hash.equals(PREFIX + digest(zeroed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
