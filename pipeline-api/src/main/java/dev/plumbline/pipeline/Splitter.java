package dev.plumbline.pipeline;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Divides rows into a training and a test part. Membership depends on the row's own values (and a
 * seed) alone: on no order, no partitioning, no engine. Columns are named by path, for example
 * {@code features.day}.
 */
public sealed interface Splitter {
  /** The columns that decide. */
  List<String> columns();

  /** Rows before a day train, rows from it on test; a time counts in UTC, a null trains nothing. */
  record ByTime(String column, LocalDate from) implements Splitter {
    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /** A seeded share of keys tests: rows of equal keys stay together. */
  record ByKey(List<String> columns, double testShare, long seed) implements Splitter {
    public ByKey {
      columns = List.copyOf(columns);
      if (!(testShare > 0 && testShare < 1)) {
        throw new IllegalArgumentException(
            "Cannot split by key: a test share of " + testShare + ", choose one between 0 and 1");
      }
    }
  }

  static Splitter byTime(String column, LocalDate from) {
    return new ByTime(column, from);
  }

  static Splitter byKey(double testShare, long seed, String... columns) {
    return new ByKey(List.of(columns), testShare, seed);
  }

  /** The first moment of the test part, for time columns. */
  static java.time.Instant start(ByTime split) {
    return split.from().atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
