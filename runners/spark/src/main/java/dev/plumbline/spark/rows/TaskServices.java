package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.engine.EngineServices;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;

/**
 * What a task may reach outside of its rows. In the driver's process that is what the engine was
 * given; elsewhere paths count from the same folder, and secrets come from Spark's conf under
 * {@code spark.plumbline.secrets.}.
 */
public record TaskServices(String engine, String folder) implements Serializable {
  /** By engine, in the driver's process only: objects of the caller that can't travel. */
  private static final Map<String, EngineServices> HERE = new ConcurrentHashMap<>();

  /** Makes an engine's services known to the tasks of its process, until {@link #close}. */
  public static TaskServices open(String engine, EngineServices services) {
    HERE.put(engine, services);
    return new TaskServices(engine, services.resources().path(Path.of("")).toString());
  }

  public void close() {
    HERE.remove(engine);
  }

  public Resources resources() {
    return here().map(EngineServices::resources).orElseGet(() -> new Remote(Path.of(folder)));
  }

  /**
   * @throws IllegalStateException when this process has no model format on its class path
   */
  public ModelFormat models() {
    return here()
        .map(EngineServices::models)
        .or(() -> ServiceLoader.load(ModelFormat.class).findFirst())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot load a model: no ModelFormat on the class path of this executor, add"
                        + " plumbline-models"));
  }

  private Optional<EngineServices> here() {
    return Optional.ofNullable(HERE.get(engine));
  }

  private record Remote(Path folder) implements Resources {
    @Override
    public Path path(Path path) {
      return folder.resolve(path);
    }

    @Override
    public String secret(String name) {
      String key = "spark.plumbline.secrets." + name;
      if (!SparkEnv.get().conf().contains(key)) {
        throw new IllegalArgumentException(
            "Cannot find secret " + name + " on an executor: set " + key + " in Spark's conf");
      }
      return SparkEnv.get().conf().get(key);
    }
  }
}
