package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.Output;

/** One step at work on one partition; used and closed by one thread. */
public interface RowWork<I, O> {
  void row(I row, Output<O> out) throws Exception;

  /** Called once behind the last row. */
  default void end(Output<O> out) throws Exception {}

  /** Called once, whatever happened before. */
  default void close() throws Exception {}
}
