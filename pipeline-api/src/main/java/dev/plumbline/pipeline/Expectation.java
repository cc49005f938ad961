package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Schema;
import java.util.Optional;

/** What must hold of the rows that are about to be committed; judged from their profile. */
public sealed interface Expectation {
  /** Between {@code least} and {@code most} rows. */
  record Rows(long least, long most) implements Expectation {
    @Override
    public String toString() {
      return most == Long.MAX_VALUE ? "rows >= " + least : "rows in " + least + ".." + most;
    }
  }

  /** At most a share of nulls, 0 to 1, in a column. */
  record Nulls(String column, double share) implements Expectation {
    @Override
    public String toString() {
      return "nulls in " + column + " <= " + share;
    }
  }

  /** Every number of a column, nulls aside, between two bounds, both allowed. */
  record Range(String column, double least, double most) implements Expectation {
    @Override
    public String toString() {
      return column + " in " + least + ".." + most;
    }
  }

  static Expectation atLeastRows(long rows) {
    return new Rows(rows, Long.MAX_VALUE);
  }

  static Expectation noNulls(String column) {
    return new Nulls(column, 0);
  }

  static Expectation nulls(String column, double share) {
    return new Nulls(column, share);
  }

  static Expectation range(String column, double least, double most) {
    return new Range(column, least, most);
  }

  /** The column that it is about. */
  default Optional<String> subject() {
    if (this instanceof Nulls n) {
      return Optional.of(n.column());
    }
    return this instanceof Range r ? Optional.of(r.column()) : Optional.empty();
  }

  /** What is wrong with it for a table of this schema, if anything. */
  default Optional<String> fault(Schema<?> schema) {
    return subject()
        .filter(c -> schema.field(c).isEmpty())
        .map(c -> "expectation '" + this + "' " + Nearest.unknown("column", c, schema.names()));
  }
}
