package dev.plumbline.pipeline.port;

import dev.plumbline.pipeline.Model;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Model directories: found by {@link java.util.ServiceLoader}; the one there is wins. */
public interface ModelFormat {
  /**
   * What goes beside the model itself.
   *
   * @param example some feature rows
   * @param metadata by name: run, step, fingerprint, table versions
   */
  record Description(
      Type features, Type prediction, List<?> example, Map<String, String> metadata) {}

  /**
   * Writes a model into an empty folder, the manifest of digests last.
   *
   * @return the digest of the manifest
   * @throws IllegalArgumentException when no flavor can save this model
   */
  String write(Path folder, Model<?, ?> model, Description description);

  /**
   * Loads and verifies a model. The caller closes it.
   *
   * @param threads how many threads one call of predict may use
   * @throws IllegalArgumentException naming the file that is missing or altered, or the field in
   *     which the model's signature differs from the record
   */
  Model<?, ?> load(Path folder, Type features, Type prediction, int threads);

  /** Checks the digests and answers the manifest's, without loading. */
  String verify(Path folder);

  /**
   * The metadata that a model was described with; empty where others wrote it.
   *
   * @throws IllegalArgumentException when the folder holds no model
   */
  Map<String, String> origin(Path folder);
}
