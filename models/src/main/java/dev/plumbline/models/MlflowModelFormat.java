package dev.plumbline.models;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.fault.FailPoint;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Model directories as MLflow's Python reads them, with what Plumbline needs in the sub-folder
 * {@code plumbline} and the digests of all files in {@code manifest.json}.
 *
 * <p>Of a description's metadata, {@code run} becomes MLmodel's run_id and {@code created} (an ISO
 * instant) its utc_time_created; all of it is kept as MLmodel's metadata. Safe for many threads.
 */
public final class MlflowModelFormat implements ModelFormat {
  private final List<Flavor> flavors;

  /** With the flavors beside this class and those that the calling thread's class loader sees. */
  public MlflowModelFormat() {
    Map<Class<?>, Flavor> found = new LinkedHashMap<>();
    ServiceLoader.load(Flavor.class, Flavor.class.getClassLoader())
        .forEach(flavor -> found.put(flavor.getClass(), flavor));
    ServiceLoader.load(Flavor.class)
        .forEach(flavor -> found.putIfAbsent(flavor.getClass(), flavor));
    flavors = List.copyOf(found.values());
  }

  @Override
  public String write(Path folder, Model<?, ?> model, Description description) {
    Flavor flavor =
        flavors.stream()
            .filter(f -> f.canSave(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot save a model of "
                            + model.getClass().getName()
                            + ": no flavor knows it, add one of "
                            + Flavor.class.getName()
                            + " to the class path; there are "
                            + names()));
    Schema<?> features = Schema.of(description.features());
    try {
      Flavor.Saved saved = flavor.save(model, folder);
      ModelCard.of(flavor.name(), features, description.prediction())
          .write(folder, description.metadata());
      new MlModel(folder, features, description, saved).write();
      Manifest manifest = Manifest.over(folder);
      FailPoint.MODEL_WITHOUT_MANIFEST.reached();
      return manifest.write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model into " + folder + ": " + e, e);
    }
  }

  @Override
  public Model<?, ?> load(Path folder, Type features, Type prediction, int threads) {
    try {
      Manifest.verify(folder);
      ModelCard card = ModelCard.read(folder);
      Schema<?> schema = Schema.of(features);
      List<String> differences = card.differences(ModelCard.of(card.flavor(), schema, prediction));
      if (!differences.isEmpty()) {
        throw new IllegalArgumentException(
            "Cannot use the model in "
                + folder
                + " with "
                + schema.type().getName()
                + ": "
                + String.join("; ", differences)
                + "; train it again or give the record that it was trained with");
      }
      return flavor(card.flavor(), folder).load(folder, schema, prediction, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot load the model in " + folder + ": " + e, e);
    }
  }

  private Flavor flavor(String name, Path folder) {
    return flavors.stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot load the model in "
                        + folder
                        + ": its flavor "
                        + name
                        + " is none of "
                        + names()
                        + ", add it to the class path"));
  }

  private List<String> names() {
    return flavors.stream().map(Flavor::name).toList();
  }

  @Override
  public String verify(Path folder) {
    try {
      return Manifest.verify(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model in " + folder + ": " + e, e);
    }
  }

  @Override
  public Map<String, String> origin(Path folder) {
    try {
      return ModelCard.origin(folder);
    } catch (IOException e) {
      throw new IllegalArgumentException("Cannot read the model in " + folder + ": " + e, e);
    }
  }
}
