package dev.plumbline.models;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A kind of model: how it lies in a folder, and back. Found by {@link java.util.ServiceLoader}. */
public interface Flavor {
  /**
   * What a flavor wrote.
   *
   * @param flavors MLflow's flavors of this model by name, each with its settings
   * @param requirements what Python needs to load them, as in {@code requirements.txt}
   */
  record Saved(Map<String, Map<String, String>> flavors, List<String> requirements) {}

  /** As in {@code MLmodel}. */
  String name();

  /** Whether this is a model of this kind. */
  boolean canSave(Model<?, ?> model);

  /** Writes the model's own files, some of them in the sub-folder {@code plumbline}. */
  Saved save(Model<?, ?> model, Path folder) throws IOException;

  /**
   * Loads what {@link #save} wrote; the files' digests were checked before.
   *
   * @param threads how many threads one call of predict may use
   */
  Model<?, ?> load(Path folder, Schema<?> features, Type prediction, int threads)
      throws IOException;
}
