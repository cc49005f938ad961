package dev.plumbline.runner.table;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import java.net.URI;
import java.util.List;
import java.util.SortedMap;

/**
 * Where and how one step's rows are written.
 *
 * @param range the rows that are replaced, and that every written row must belong to; all for an
 *     append and for a table without intervals
 * @param transaction names the logical write: run, step, output and interval
 * @param provenance what the commit says of its origin: run, step, fingerprint, model version
 */
public record WriteTarget(
    String table,
    URI location,
    Schema<?> schema,
    List<String> partitionColumns,
    Writes mode,
    RowRange range,
    String transaction,
    SortedMap<String, String> provenance) {
  public WriteTarget {
    partitionColumns = List.copyOf(partitionColumns);
  }
}
