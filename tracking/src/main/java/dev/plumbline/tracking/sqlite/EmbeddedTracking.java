package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.sql.SqlTracking;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Tracking store and registry in one SQLite file, without any service. Several processes may have
 * the file open. A process killed at any moment leaves every call that returned, and no part of
 * another. Whoever opens it closes it.
 */
public final class EmbeddedTracking extends SqlTracking {
  private EmbeddedTracking(TrackingSettings settings, Clock clock, Supplier<String> ids) {
    super(
        SqliteDatabase.open(settings.database(), settings.patience()),
        settings.artifactRoot(),
        clock,
        ids);
  }

  /** Opens the store; runs created without an id get a random one. */
  public static EmbeddedTracking open(TrackingSettings settings, Clock clock) {
    return open(settings, clock, RANDOM);
  }

  /**
   * Opens the store.
   *
   * @param ids ids for runs created without one, 32 hexadecimal digits each, never one twice
   */
  public static EmbeddedTracking open(
      TrackingSettings settings, Clock clock, Supplier<String> ids) {
    return new EmbeddedTracking(settings, clock, ids);
  }
}
