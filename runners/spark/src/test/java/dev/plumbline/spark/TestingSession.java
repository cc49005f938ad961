package dev.plumbline.spark;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.engine.EngineServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** One session for all tests of this process, as the engine itself makes it. */
public final class TestingSession {
  private static SparkSession session;

  private TestingSession() {}

  /** Engines that are opened afterwards use it, and leave it open. */
  public static synchronized SparkSession get() {
    if (session == null) {
      try {
        Path scratch = Files.createTempDirectory("spark-tests");
        session =
            Sessions.open(
                    Map.of(), new EngineServices(NONE, NO_MODELS, scratch, scratch, 2), Map.of())
                .session();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return session;
  }

  static final Resources NONE =
      new Resources() {
        @Override
        public Path path(Path path) {
          return path;
        }

        @Override
        public String secret(String name) {
          throw new IllegalArgumentException(name);
        }
      };

  static final ModelFormat NO_MODELS =
      new ModelFormat() {
        @Override
        public String write(
            Path folder, dev.plumbline.pipeline.Model<?, ?> model, Description description) {
          throw new UnsupportedOperationException();
        }

        @Override
        public dev.plumbline.pipeline.Model<?, ?> load(
            Path folder,
            java.lang.reflect.Type features,
            java.lang.reflect.Type prediction,
            int threads) {
          throw new UnsupportedOperationException();
        }

        @Override
        public String verify(Path folder) {
          throw new UnsupportedOperationException();
        }

        @Override
        public java.util.Map<String, String> origin(Path folder) {
          throw new UnsupportedOperationException();
        }
      };
}
