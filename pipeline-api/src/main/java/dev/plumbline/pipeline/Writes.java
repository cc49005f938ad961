package dev.plumbline.pipeline;

import java.util.List;
import java.util.Locale;

/** What a write does with the rows that are there. */
public sealed interface Writes {
  /**
   * The interval's rows are replaced where the table is laid out by interval, the whole table
   * otherwise; an empty result clears them, and a row outside of the interval is refused.
   */
  Writes REPLACE = Plain.REPLACE;

  /** Rows are added; a new run adds them again. */
  Writes APPEND = Plain.APPEND;

  /**
   * Merge by key, an upsert: rows that are there with the key of a new row are replaced by it,
   * other new rows are added, all other rows stay. A key names at most one new row and holds no
   * null, else the write is refused. Spark alone can do it.
   */
  static Writes mergeBy(String... key) {
    return new Merge(List.of(key));
  }

  /** As {@code replace}, {@code append} or {@code merge}. */
  String mode();

  /** The modes without anything to choose. */
  enum Plain implements Writes {
    REPLACE,
    APPEND;

    @Override
    public String mode() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param key the columns that name a row
   */
  record Merge(List<String> key) implements Writes {
    public Merge {
      key = List.copyOf(key);
    }

    @Override
    public String mode() {
      return "merge";
    }

    @Override
    public String toString() {
      return "MERGE by " + String.join(", ", key);
    }
  }
}
