package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Asks a model for some thousands of rows at a time, since a call has a fixed cost. */
final class Batches<I> {
  private static final int SIZE = 4096;

  private final Model<Object, Object> model;
  private final Function<I, Object> features;
  private final List<I> rows = new ArrayList<>(SIZE);
  private final List<Object> seen = new ArrayList<>(SIZE);

  Batches(Model<Object, Object> model, Function<I, Object> features) {
    this.model = model;
    this.features = features;
  }

  void add(I row, BiConsumer<I, Object> to) {
    rows.add(row);
    seen.add(features.apply(row));
    if (rows.size() == SIZE) {
      flush(to);
    }
  }

  /** Hands over what waits, in order. */
  void flush(BiConsumer<I, Object> to) {
    List<Object> predictions = rows.isEmpty() ? List.of() : model.predict(seen);
    if (predictions.size() != rows.size()) {
      throw new IllegalStateException(
          "Cannot score: "
              + rows.size()
              + " rows gave "
              + predictions.size()
              + " predictions, a model answers one for each row");
    }
    for (int i = 0; i < rows.size(); i++) {
      to.accept(rows.get(i), predictions.get(i));
    }
    rows.clear();
    seen.clear();
  }

  void close() {
    model.close();
  }
}
