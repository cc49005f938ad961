package ferries;

import dev.plumbline.models.Flavor;
import dev.plumbline.pipeline.Model;
import dev.plumbline.pipeline.schema.Schema;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A mean as a text. */
public final class MeanFlavor implements Flavor {
  @Override
  public String name() {
    return "mean";
  }

  @Override
  public boolean canSave(Model<?, ?> model) {
    return model instanceof MeanModel;
  }

  @Override
  public Saved save(Model<?, ?> model, Path folder) throws IOException {
    Files.writeString(folder.resolve("mean.txt"), ((MeanModel) model).mean() + "\n");
    return new Saved(Map.of("mean", Map.of("data", "mean.txt")), List.of());
  }

  @Override
  public Model<?, ?> load(Path folder, Schema<?> features, Type prediction, int threads)
      throws IOException {
    return new MeanModel(Double.parseDouble(Files.readString(folder.resolve("mean.txt")).strip()));
  }
}
