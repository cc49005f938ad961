package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.run.TestingDelays.MeanModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keeps a mean in a text file, with the features' type beside it. */
public final class TestingModelFormat implements ModelFormat {
  /** Whether nothing can be written just now. */
  public boolean failing;

  @Override
  public String write(Path folder, Model<?, ?> model, Description description) {
    if (failing) {
      throw new IllegalStateException("the disk is full");
    }
    try {
      String text = ((MeanModel) model).mean() + "\n" + description.features().getTypeName();
      Files.writeString(folder.resolve("mean.txt"), text);
      Files.writeString(folder.resolve("origin.txt"), description.metadata().get("fingerprint"));
      Files.writeString(folder.resolve("digest.txt"), digest(text));
      return digest(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Model<?, ?> load(Path folder, Type features, Type prediction, int threads) {
    verify(folder);
    String[] lines = read(folder.resolve("mean.txt")).split("\n");
    if (!lines[1].equals(features.getTypeName())) {
      throw new IllegalArgumentException(
          "Cannot load model: it was trained on " + lines[1] + ", not " + features.getTypeName());
    }
    return new MeanModel(Double.parseDouble(lines[0]));
  }

  @Override
  public String verify(Path folder) {
    String text = read(folder.resolve("mean.txt"));
    if (!read(folder.resolve("digest.txt")).equals(digest(text))) {
      throw new IllegalArgumentException("Cannot use model: mean.txt was altered, train again");
    }
    return digest(text);
  }

  @Override
  public Map<String, String> origin(Path folder) {
    return Map.of("fingerprint", read(folder.resolve("origin.txt")));
  }

  private static String digest(String text) {
    return Integer.toHexString(text.hashCode());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
