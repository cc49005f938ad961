package dev.plumbline.models.encoding;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns records into rows of floats, as it was fitted on the training rows. Immutable; for many
 * threads.
 *
 * @param <F> the record of features
 */
public final class FeatureEncoder<F> {
  private final Schema<F> schema;
  private final List<FieldEncoding> encodings;
  private final Part.Struct parts;

  FeatureEncoder(Schema<F> schema, List<FieldEncoding> encodings) {
    Map<String, FieldEncoding> byPath = new HashMap<>();
    encodings.forEach(e -> byPath.put(e.path(), e));
    RowParts.Compiled compiled =
        RowParts.compile(
            schema,
            path ->
                new Vocabulary(
                    byPath.get(path) instanceof FieldEncoding.Category c ? c.values() : List.of()));
    List<String> known = encodings.stream().flatMap(e -> e.columns().stream()).toList();
    List<String> wanted = compiled.encodings().stream().flatMap(e -> e.columns().stream()).toList();
    if (!known.equals(wanted)) {
      throw new IllegalArgumentException(
          "Cannot encode "
              + schema.type().getName()
              + ": it gives the columns "
              + wanted
              + " and the model knows "
              + known
              + ", train it again or give the record that it was trained with");
    }
    this.schema = schema;
    this.encodings = List.copyOf(encodings);
    this.parts = compiled.parts();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException when the record gives other columns
   */
  public static <F> FeatureEncoder<F> of(Schema<F> schema, String json) {
    List<FieldEncoding> encodings = new ArrayList<>();
    if (Json.parse(json) instanceof Map<?, ?> tree && tree.get("fields") instanceof List<?> list) {
      list.forEach(each -> encodings.add(FieldEncoding.of((Map<?, ?>) each)));
    }
    return new FeatureEncoder<>(schema, encodings);
  }

  /** How each field is encoded, in order. */
  public List<FieldEncoding> encodings() {
    return encodings;
  }

  /** The names of the columns. */
  public List<String> columns() {
    return encodings.stream().flatMap(e -> e.columns().stream()).toList();
  }

  /** For each column how many categories it has; 0 for a number. */
  public int[] categories() {
    return encodings.stream()
        .flatMapToInt(
            e ->
                e instanceof FieldEncoding.Category c
                    ? java.util.stream.IntStream.of(c.values().size())
                    : e.columns().stream().mapToInt(name -> 0))
        .toArray();
  }

  public Schema<F> schema() {
    return schema;
  }

  /** How many columns. */
  public int width() {
    return parts.width();
  }

  /** Fills {@link #width} places; what is missing is NaN. */
  public void encode(F row, float[] into, int at) {
    parts.encode(row, into, at);
  }

  /** Canonical JSON. */
  public String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", 1);
    tree.put("fields", encodings.stream().map(FieldEncoding::tree).toList());
    return Json.write(tree);
  }
}
