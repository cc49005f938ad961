package dev.plumbline.runner.engine;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.schema.Schema;
import java.util.List;

/** A finished value that goes beside rows, in a form that travels. */
public sealed interface BoundValue {
  /** The run's interval. */
  record OfInterval(Interval interval) implements BoundValue {}

  /** A record, such as a fold's result. */
  record OfRecord(Record value) implements BoundValue {}

  /**
   * A lookup: rows by the value of one of their fields, unique.
   *
   * @param rows as cells of the schema
   */
  record OfLookup(Schema<?> schema, String key, List<Object[]> rows) implements BoundValue {}
}
