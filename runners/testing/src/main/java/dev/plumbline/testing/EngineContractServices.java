package dev.plumbline.testing;

import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.port.ModelFormat;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.ModelFiles;
import dev.plumbline.runner.engine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@link EngineContract} gives an engine: real files below one folder, no model library. */
final class EngineContractServices {
  private final Path folder;

  EngineContractServices(Path folder) {
    this.folder = folder;
  }

  EngineServices services() {
    return new EngineServices(
        new InFolder(folder), new Factor(), folder.resolve("scratch"), folder, 2);
  }

  /** A model that multiplies the count by a factor, which is all that its directory holds. */
  ModelFiles model(long factor) throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("factor"), Long.toString(factor));
    return new ModelFiles(model, "d" + factor, EngineContractSteps.Seen.class, Long.class);
  }

  private record InFolder(Path folder) implements Resources {
    @Override
    public Path path(Path path) {
      return folder.resolve(path);
    }

    @Override
    public String secret(String name) {
      throw new IllegalArgumentException("Cannot find secret " + name);
    }
  }

  private static final class Factor implements ModelFormat {
    @Override
    public String write(Path folder, Model<?, ?> model, Description description) {
      throw new UnsupportedOperationException("an engine writes no model");
    }

    @Override
    public Model<?, ?> load(Path folder, Type features, Type prediction, int threads) {
      try {
        long factor = Long.parseLong(Files.readString(folder.resolve("factor")));
        return new Times(factor);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String verify(Path folder) {
      return "d";
    }

    @Override
    public Map<String, String> origin(Path folder) {
      return Map.of();
    }
  }

  private record Times(long factor) implements Model<EngineContractSteps.Seen, Long> {
    @Override
    public List<Long> predict(List<EngineContractSteps.Seen> rows) {
      return rows.stream().map(r -> r.count() * factor).toList();
    }
  }

  /** Keeps what an engine tells. */
  static final class Told implements Progress {
    final Map<String, Long> rows = new ConcurrentHashMap<>();
    final Map<String, Long> rejected = new ConcurrentHashMap<>();
    final List<String> samples = java.util.Collections.synchronizedList(new ArrayList<>());
    final List<String> reads = java.util.Collections.synchronizedList(new ArrayList<>());
    final List<String> warnings = java.util.Collections.synchronizedList(new ArrayList<>());

    @Override
    public void rows(String step, long count) {
      rows.put(step, count);
    }

    @Override
    public void detail(String step, String text) {
      // for people only
    }

    @Override
    public void rejected(String step, long count, List<String> some) {
      rejected.put(step, count);
      samples.addAll(some);
    }

    @Override
    public void read(String step, String location, long version) {
      reads.add(step + " " + location + " " + version);
    }

    @Override
    public void warn(String step, String message) {
      warnings.add(message);
    }
  }
}
