package dev.plumbline.models;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.pipeline.port.ModelFormat.Description;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Writes {@code MLmodel} and the files that MLflow expects beside it. */
final class MlModel {
  /** Whose format this is. */
  private static final String MLFLOW = "3.17.2";

  private static final String PYTHON = "3.11.7";
  private static final String EXAMPLE = "input_example.json";
  private static final String SERVING = "serving_input_example.json";

  private final Path folder;
  private final Schema<?> features;
  private final Description description;
  private final Flavor.Saved saved;

  MlModel(Path folder, Schema<?> features, Description description, Flavor.Saved saved) {
    this.folder = folder;
    this.features = features;
    this.description = description;
    this.saved = saved;
  }

  void write() throws IOException {
    environment();
    if (!description.example().isEmpty()) {
      Map<String, Object> split = Examples.split(features, description.example());
      text(EXAMPLE, Json.write(split) + "\n");
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("dataframe_split", split);
      text(SERVING, Json.write(request) + "\n");
    }
    text("MLmodel", Yaml.write(tree()));
  }

  private Map<String, Object> tree() throws IOException {
    Map<String, String> metadata = description.metadata();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("flavors", flavors());
    tree.put("metadata", new TreeMap<>(metadata));
    tree.put("mlflow_version", MLFLOW);
    tree.put("model_uuid", uuid());
    if (metadata.containsKey("run")) {
      tree.put("run_id", metadata.get("run"));
    }
    if (!description.example().isEmpty()) {
      Map<String, Object> example = new LinkedHashMap<>();
      example.put("artifact_path", EXAMPLE);
      example.put("pandas_orient", "split");
      example.put("serving_input_path", SERVING);
      example.put("type", "dataframe");
      tree.put("saved_input_example_info", example);
    }
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put("inputs", Signature.of(features));
    signature.put("outputs", Signature.of(description.prediction()));
    tree.put("signature", signature);
    if (metadata.containsKey("created")) {
      tree.put("utc_time_created", time(Instant.parse(metadata.get("created"))));
    }
    return tree;
  }

  /** As Python writes a time. */
  private static String time(Instant at) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS")
        .format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private Map<String, Object> flavors() {
    Map<String, Object> flavors = new LinkedHashMap<>(saved.flavors());
    if (saved.flavors().containsKey("python_function")) {
      Map<String, Object> function = new LinkedHashMap<>(saved.flavors().get("python_function"));
      Map<String, Object> env = new TreeMap<>();
      env.put("conda", "conda.yaml");
      env.put("virtualenv", "python_env.yaml");
      function.put("env", env);
      function.put("python_version", PYTHON);
      flavors.put("python_function", new TreeMap<>(function));
    }
    flavors.put("plumbline", Map.of("card", ModelCard.NAME));
    return flavors;
  }

  /** The same for the same files and metadata. */
  private String uuid() throws IOException {
    String content = Json.write(new TreeMap<>(Manifest.over(folder).files()));
    String all = content + Json.write(new TreeMap<>(description.metadata()));
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }

  private void environment() throws IOException {
    List<String> requirements = new ArrayList<>();
    requirements.add("mlflow==" + MLFLOW);
    requirements.addAll(saved.requirements());
    text("requirements.txt", String.join("\n", requirements) + "\n");
    Map<String, Object> python = new LinkedHashMap<>();
    python.put("python", PYTHON);
    python.put("build_dependencies", List.of("pip", "setuptools", "wheel"));
    python.put("dependencies", List.of("-r requirements.txt"));
    text("python_env.yaml", Yaml.write(python));
    Map<String, Object> conda = new LinkedHashMap<>();
    conda.put("channels", List.of("conda-forge"));
    List<Object> dependencies = new ArrayList<>(List.of("python=" + PYTHON, "pip"));
    Map<String, Object> pip = new LinkedHashMap<>();
    pip.put("pip", requirements);
    dependencies.add(pip);
    conda.put("dependencies", dependencies);
    conda.put("name", "mlflow-env");
    text("conda.yaml", Yaml.write(conda));
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
  }
}
