package dev.plumbline.testing;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.port.ModelFormat;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The model format on the class path, looked for when a model is first written or loaded. */
final class FoundModels implements ModelFormat {
  private Optional<ModelFormat> found = Optional.empty();

  private synchronized ModelFormat format() {
    if (found.isEmpty()) {
      found = ServiceLoader.load(ModelFormat.class).findFirst();
    }
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "Cannot write or load a model: no ModelFormat is on the class path, add the"
                    + " dependency dev.plumbline:plumbline-models, or give one by models(...)"));
  }

  @Override
  public String write(Path folder, Model<?, ?> model, Description description) {
    return format().write(folder, model, description);
  }

  @Override
  public Model<?, ?> load(Path folder, Type features, Type prediction, int threads) {
    return format().load(folder, features, prediction, threads);
  }

  @Override
  public String verify(Path folder) {
    return format().verify(folder);
  }

  @Override
  public Map<String, String> origin(Path folder) {
    return format().origin(folder);
  }
}
