package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.sql.SqlTracking;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Tracking store and registry in a schema of PostgreSQL 13 or newer, for any number of processes on
 * any number of machines. Connections that break are replaced, and what was under way on them is
 * done again or, where its commit was, looked up. Whoever opens it closes it.
 */
public final class PostgresTracking extends SqlTracking {
  private PostgresTracking(PostgresSettings settings, Clock clock, Supplier<String> ids) {
    super(PostgresDatabase.open(settings), settings.artifactRoot(), clock, ids);
  }

  /**
   * Opens the store, making its tables or bringing them up to date as needed; runs created without
   * an id get a random one.
   */
  public static PostgresTracking open(PostgresSettings settings, Clock clock) {
    return open(settings, clock, RANDOM);
  }

  /**
   * Opens the store.
   *
   * @param ids ids for runs created without one, 32 hexadecimal digits each, never one twice
   */
  public static PostgresTracking open(
      PostgresSettings settings, Clock clock, Supplier<String> ids) {
    return new PostgresTracking(settings, clock, ids);
  }
}
