package dev.plumbline.models;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.schema.Field;
import dev.plumbline.pipeline.schema.FieldType;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code plumbline/model.json}: what Plumbline itself reads of a model directory, in its own exact
 * types where {@code MLmodel} has MLflow's.
 *
 * @param features the type of each field by its path
 */
record ModelCard(String flavor, Map<String, String> features, String prediction) {
  static final String NAME = "plumbline/model.json";

  static ModelCard of(String flavor, Schema<?> features, Type prediction) {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(features, "", fields);
    return new ModelCard(flavor, fields, text(prediction));
  }

  private static void collect(Schema<?> schema, String prefix, Map<String, String> fields) {
    for (Field field : schema.fields()) {
      if (field.type() instanceof FieldType.Struct s) {
        collect(s.schema(), prefix + field.name() + ".", fields);
      } else {
        fields.put(prefix + field.name(), field.type().toString());
      }
    }
  }

  private static String text(Type prediction) {
    return prediction instanceof Class<?> c && !c.isRecord()
        ? c.getSimpleName()
        : Schema.of(prediction).toString();
  }

  /**
   * @param origin the metadata of the model's description, beside the card and no part of it
   */
  void write(Path folder, Map<String, String> origin) throws IOException {
    Files.createDirectories(folder.resolve("plumbline"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("version", 1);
    tree.put("flavor", flavor);
    tree.put("features", features);
    tree.put("prediction", prediction);
    tree.put("origin", new TreeMap<>(origin));
    Files.writeString(folder.resolve(NAME), Json.write(tree) + "\n");
  }

  static Map<String, String> origin(Path folder) throws IOException {
    Map<?, ?> tree = (Map<?, ?>) Json.parse(Files.readString(folder.resolve(NAME)));
    Map<String, String> origin = new TreeMap<>();
    if (tree.get("origin") instanceof Map<?, ?> told) {
      told.forEach((name, value) -> origin.put((String) name, (String) value));
    }
    return origin;
  }

  static ModelCard read(Path folder) throws IOException {
    Map<?, ?> tree = (Map<?, ?>) Json.parse(Files.readString(folder.resolve(NAME)));
    Map<String, String> features = new LinkedHashMap<>();
    ((Map<?, ?>) tree.get("features")).forEach((k, v) -> features.put((String) k, (String) v));
    return new ModelCard((String) tree.get("flavor"), features, (String) tree.get("prediction"));
  }

  /** How another card of the same model's use differs from this one; empty when it doesn't. */
  List<String> differences(ModelCard wanted) {
    List<String> differences = new ArrayList<>();
    features.forEach(
        (path, type) -> {
          String other = wanted.features.get(path);
          if (other == null) {
            differences.add("the record lacks field " + path + " of type " + type);
          } else if (!other.equals(type)) {
            differences.add("field " + path + " is a " + type + " there and a " + other + " here");
          }
        });
    wanted.features.forEach(
        (path, type) -> {
          if (!features.containsKey(path)) {
            differences.add("the model knows no field " + path);
          }
        });
    if (differences.isEmpty()
        && !List.copyOf(features.keySet()).equals(List.copyOf(wanted.features.keySet()))) {
      differences.add("the order of fields is " + features.keySet() + " there");
    }
    if (!prediction.equals(wanted.prediction)) {
      differences.add("it predicts " + prediction + " and not " + wanted.prediction);
    }
    return differences;
  }
}
