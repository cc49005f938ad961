package dev.plumbline.runner.local;

import dev.plumbline.pipeline.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Scores rows in batches, since a model's call has a fixed cost. Used by one thread. */
final class Batches<I, F, P> {
  private static final int SIZE = 4096;
  private final Model<F, P> model;
  private final Function<I, F> features;
  private final BiConsumer<I, P> to;
  private final List<I> rows = new ArrayList<>(SIZE);
  private final List<F> seen = new ArrayList<>(SIZE);

  Batches(Model<F, P> model, Function<I, F> features, BiConsumer<I, P> to) {
    this.model = model;
    this.features = features;
    this.to = to;
  }

  void add(I row) {
    rows.add(row);
    seen.add(features.apply(row));
    if (rows.size() == SIZE) {
      flush();
    }
  }

  /** Scores what is left. */
  void flush() {
    if (rows.isEmpty()) {
      return;
    }
    List<P> predictions = model.predict(seen);
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
}
