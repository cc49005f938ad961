package dev.plumbline.runner.table;

import java.net.URI;
import java.util.Optional;

/** The state of tables, read from their logs without an engine. Safe for many threads. */
public interface TableCatalog {
  /** The newest committed state; empty when no table is there. */
  Optional<TableState> latest(URI location);

  /**
   * A state of the past.
   *
   * @throws TableException GONE when the log no longer holds it
   */
  TableState at(URI location, long version);

  /**
   * Why two writers could both win a version of a table there, and what to do about it; empty where
   * one alone wins. May try it on the store, once.
   */
  default Optional<String> obstacleToCommit(URI location) {
    return Optional.empty();
  }
}
