package dev.plumbline.spark;

/** Rows that outlive the action which made them: what one action computed serves the next. */
record RunRows(SharedRows shared, RightSides sides) implements AutoCloseable {
  @Override
  public void close() {
    shared.close();
    sides.close();
  }
}
