package dev.plumbline.pipeline;

/** What a write does with the rows that are there. */
public enum Writes {
  /**
   * The interval's rows are replaced where the table is laid out by interval, the whole table
   * otherwise; an empty result clears them, and a row outside of the interval is refused.
   */
  REPLACE,
  /** Rows are added; a new run adds them again. */
  APPEND
}
