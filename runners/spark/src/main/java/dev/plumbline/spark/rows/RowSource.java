package dev.plumbline.spark.rows;

import java.io.Serializable;

/** What travels to a task: holds names, JSON and bytes, never a user's object. */
public interface RowSource<I, O> extends Serializable {
  RowWork<I, O> open() throws Exception;
}
