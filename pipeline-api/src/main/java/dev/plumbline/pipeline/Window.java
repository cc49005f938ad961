package dev.plumbline.pipeline;

import java.time.Period;

/** Which part of a table a step reads, by the table's interval column. */
public sealed interface Window {
  /** Every row. */
  record All() implements Window {
    @Override
    public String toString() {
      return "all";
    }
  }

  /** The rows of the run's interval; a table without any is not ready. */
  record Current() implements Window {
    @Override
    public String toString() {
      return "interval";
    }
  }

  /** The rows of a period that ends where the run's interval begins. */
  record Past(Period length) implements Window {
    @Override
    public String toString() {
      return "past " + length;
    }
  }

  static Window all() {
    return new All();
  }

  static Window interval() {
    return new Current();
  }

  static Window past(Period length) {
    return new Past(length);
  }
}
