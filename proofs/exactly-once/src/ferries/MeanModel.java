package ferries;

import dev.plumbline.pipeline.Model;
import java.util.List;

/** Expects the same of every ferry. */
public record MeanModel(double mean) implements Model<Crossing, Double> {
  @Override
  public List<Double> predict(List<Crossing> rows) {
    return rows.stream().map(row -> mean).toList();
  }
}
