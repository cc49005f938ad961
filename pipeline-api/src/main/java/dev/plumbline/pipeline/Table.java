package dev.plumbline.pipeline;

import dev.plumbline.pipeline.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Where rows live: a name, the record, how it is laid out. Its folder is the table root of conf and
 * the name, unless a location is given.
 *
 * @param interval the date or time column that tells a row's interval; partitions the table
 * @param partitions further columns that partition it
 * @param location a folder or URI instead of the table root's
 */
public record Table<T>(
    String name,
    Class<T> type,
    Optional<String> interval,
    List<String> partitions,
    Optional<String> location) {
  public Table {
    partitions = List.copyOf(partitions);
  }

  /** A table that is not partitioned, under the table root. */
  public static <T extends Record> Table<T> of(String name, Class<T> type) {
    return new Table<>(name, type, Optional.empty(), List.of(), Optional.empty());
  }

  /** Partitioned by the day (or time) that a row belongs to, which a run's interval selects. */
  public Table<T> byInterval(String column) {
    return new Table<>(name, type, Optional.of(column), partitions, location);
  }

  /** Partitioned by more columns. */
  public Table<T> partitionedBy(String... columns) {
    return new Table<>(name, type, interval, List.of(columns), location);
  }

  /** In a folder, or at a URI, of its own. */
  public Table<T> at(String place) {
    return new Table<>(name, type, interval, partitions, Optional.of(place));
  }

  /** The columns that partition it: the interval's first. */
  public List<String> partitionColumns() {
    if (interval.isEmpty()) {
      return partitions;
    }
    var all = new java.util.ArrayList<>(List.of(interval.get()));
    all.addAll(partitions);
    return List.copyOf(all);
  }

  /** Throws {@link dev.plumbline.pipeline.schema.SchemaException} when the class can't be a row. */
  @SuppressWarnings("unchecked")
  public Schema<T> schema() {
    return (Schema<T>) Schema.of((java.lang.reflect.Type) type);
  }
}
