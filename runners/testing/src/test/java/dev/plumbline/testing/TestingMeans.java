package dev.plumbline.testing;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.port.ModelFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keeps the mean of {@link Waits} as a text. */
final class TestingMeans implements ModelFormat {
  @Override
  public String write(Path folder, Model<?, ?> model, Description description) {
    try {
      String mean = String.valueOf(((Waits.MeanModel) model).mean());
      Files.writeString(folder.resolve("mean"), mean);
      return mean;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Model<?, ?> load(Path folder, Type features, Type prediction, int threads) {
    return new Waits.MeanModel(Double.parseDouble(verify(folder)));
  }

  @Override
  public String verify(Path folder) {
    try {
      return Files.readString(folder.resolve("mean"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> origin(Path folder) {
    return Map.of();
  }
}
