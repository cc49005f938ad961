package dev.plumbline.testing;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/**
 * Targets of the writes that {@link TableStoreContract} makes, changed one thing at a time.
 *
 * @param transaction names the logical write
 */
record TableWrites(
    URI location,
    Schema<?> schema,
    List<String> partitions,
    Writes mode,
    RowRange range,
    String transaction) {

  static TableWrites of(URI location, Class<? extends Record> type, String... partitions) {
    return new TableWrites(
        location, Schema.of(type), List.of(partitions), Writes.REPLACE, RowRange.all(), "run-1/a");
  }

  TableWrites appending() {
    return new TableWrites(location, schema, partitions, Writes.APPEND, range, transaction);
  }

  TableWrites mergingBy(String... key) {
    return new TableWrites(
        location, schema, partitions, Writes.mergeBy(key), RowRange.all(), transaction);
  }

  TableWrites replacing(LocalDate from, LocalDate to) {
    return over(partitions.get(0), from, to);
  }

  TableWrites over(String column, LocalDate from, LocalDate to) {
    return new TableWrites(
        location,
        schema,
        partitions,
        Writes.REPLACE,
        new RowRange.Between(column, from, to),
        transaction);
  }

  TableWrites as(String otherTransaction) {
    return new TableWrites(location, schema, partitions, mode, range, otherTransaction);
  }

  TableWrites with(Class<? extends Record> type) {
    return new TableWrites(location, Schema.of(type), partitions, mode, range, transaction);
  }

  WriteTarget target() {
    var provenance = new TreeMap<String, String>();
    provenance.put("run", transaction.substring(0, transaction.indexOf('/')));
    provenance.put("step", transaction.substring(transaction.indexOf('/') + 1));
    provenance.put("fingerprint", "f00d");
    return new WriteTarget(
        "trips", location, schema, partitions, mode, range, transaction, provenance);
  }
}
