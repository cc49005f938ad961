package dev.plumbline.pipeline;

/** Where a step puts its rows; any number for each row that came in. Used by one thread. */
public interface Output<O> {
  /** Hands on one row; null is refused. */
  void emit(O row);
}
