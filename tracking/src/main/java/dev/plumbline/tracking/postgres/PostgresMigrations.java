package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings a schema to this program's, one process at a time. Each step is a numbered resource, done
 * in one transaction with its entry in {@code schema_version}: who is killed leaves whole steps. A
 * schema of a newer program is refused. Not by Flyway: a list and a lock is all that is needed, and
 * the SQLite file is brought up to date the same way.
 */
final class PostgresMigrations {
  private static final List<String> STEPS = List.of("001-store.sql");

  /** Any number, as long as it stays. */
  private static final long LOCK = 0x706c756d626c696eL;

  private final String place;

  PostgresMigrations(String place) {
    this.place = place;
  }

  /**
   * Does nothing but one look at the schema when it is current. The connection commits by itself.
   */
  void bringUpToDate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (known(version(statement)) == STEPS.size()) {
        return;
      }
      statement.execute("SET lock_timeout = 0");
      statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
      connection.setAutoCommit(false);
      while (known(version(statement)) < STEPS.size()) {
        step(statement, version(statement));
        connection.commit();
      }
      connection.rollback();
      connection.setAutoCommit(true);
      statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
    }
  }

  private int known(int version) {
    if (version <= STEPS.size()) {
      return version;
    }
    throw new TrackingException(
        ErrorCode.INVALID_STATE,
        "Cannot open the tracking store: "
            + place
            + " has schema "
            + version
            + " and this program knows "
            + STEPS.size()
            + ", run a newer Plumbline or name another schema");
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet table = statement.executeQuery("SELECT to_regclass('schema_version')::text")) {
      table.next();
      if (table.getString(1) == null) {
        return 0;
      }
    }
    try (ResultSet rows = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void step(Statement statement, int from) throws SQLException {
    String name = STEPS.get(from);
    statement.execute(
        "CREATE TABLE IF NOT EXISTS schema_version"
            + " (version INTEGER PRIMARY KEY, step TEXT NOT NULL)");
    statement.execute(text(name));
    statement.execute("INSERT INTO schema_version VALUES (" + (from + 1) + ", '" + name + "')");
  }

  private static String text(String step) {
    try (InputStream in = PostgresMigrations.class.getResourceAsStream(step)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + step);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
