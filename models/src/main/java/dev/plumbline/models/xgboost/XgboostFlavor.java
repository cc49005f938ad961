package dev.plumbline.models.xgboost;

import dev.plumbline.models.Flavor;
import dev.plumbline.models.encoding.FeatureEncoder;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import ml.dmlc.xgboost4j.java.XGBoost;

/**
 * {@link XgboostModel} as MLflow's xgboost flavor, with its encoder beside it; and as a
 * python_function that takes records as they are, by a module that reads the encoder.
 */
public final class XgboostFlavor implements Flavor {
  static final String BOOSTER = "model.ubj";
  static final String ENCODER = "plumbline/encoder.json";
  static final String OUTCOME = "plumbline/outcome.json";
  private static final String PYTHON = "plumbline_pyfunc";

  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public boolean canSave(Model<?, ?> model) {
    return model instanceof XgboostModel;
  }

  @Override
  public Saved save(Model<?, ?> model, Path folder) throws IOException {
    XgboostModel<?, ?> trees = (XgboostModel<?, ?>) model;
    Files.write(folder.resolve(BOOSTER), trees.booster());
    Files.createDirectories(folder.resolve("plumbline"));
    Files.writeString(folder.resolve(ENCODER), trees.encoder().toJson() + "\n");
    Files.writeString(folder.resolve(OUTCOME), trees.outcome().toJson() + "\n");
    Files.createDirectories(folder.resolve("code"));
    try (InputStream module = XgboostFlavor.class.getResourceAsStream(PYTHON + ".py")) {
      Files.copy(module, folder.resolve("code/" + PYTHON + ".py"));
    }
    Map<String, Map<String, String>> flavors = new LinkedHashMap<>();
    flavors.put("python_function", pythonFunction());
    flavors.put("xgboost", xgboost());
    return new Saved(flavors, List.of("xgboost==" + version(), "numpy>=1.26", "pandas>=2.2"));
  }

  private static Map<String, String> pythonFunction() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("loader_module", PYTHON);
    settings.put("code", "code");
    return settings;
  }

  private static Map<String, String> xgboost() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data", BOOSTER);
    settings.put("model_class", "xgboost.core.Booster");
    settings.put("model_format", "ubj");
    settings.put("xgb_version", version());
    return settings;
  }

  /** The library's own: Python's package has the same numbers. */
  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = XGBoost.class.getResourceAsStream("/xgboost4j-version.properties")) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  @Override
  public Model<?, ?> load(Path folder, Schema<?> features, Type prediction, int threads)
      throws IOException {
    Outcome<?> outcome = Outcome.of(read(folder, OUTCOME));
    if (!outcome.prediction().equals(prediction)) {
      throw new IllegalArgumentException(
          "Cannot load the model in "
              + folder
              + ": it predicts a "
              + outcome.prediction().getTypeName()
              + ", not a "
              + prediction.getTypeName());
    }
    FeatureEncoder<?> encoder = FeatureEncoder.of(features, read(folder, ENCODER));
    return new XgboostModel<>(
        encoder, outcome, Files.readAllBytes(folder.resolve(BOOSTER)), threads);
  }

  private static String read(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }
}
