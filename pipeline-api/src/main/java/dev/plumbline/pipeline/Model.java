package dev.plumbline.pipeline;

import java.util.List;

/** Predicts; used by one thread at a time. Closed by whoever loaded or trained it. */
public interface Model<F, P> extends AutoCloseable {
  /** One prediction for each row, in order. */
  List<P> predict(List<F> rows);

  @Override
  default void close() {}
}
