package dev.plumbline.tracking.sqlite;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings a file's schema to this program's. Each step is a numbered resource, done in one
 * transaction with its entry in {@code schema_version}; a file of a newer program is refused.
 */
final class Migrations {
  private static final List<String> STEPS =
      List.of("001-store.sql", "002-leases.sql", "003-logged-models.sql");
  private static final int BUSY = 5;

  private final Path file;
  private final int busyMillis;

  Migrations(Path file, int busyMillis) {
    this.file = file;
    this.busyMillis = busyMillis;
  }

  /** Does nothing but one look at the file when its schema is current. */
  void bringUpToDate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version = version(statement);
      if (version > STEPS.size()) {
        throw new TrackingException(
            ErrorCode.INVALID_STATE,
            "Cannot open the tracking store: "
                + file
                + " has schema "
                + version
                + " and this program knows "
                + STEPS.size()
                + ", run a newer Plumbline or name another file");
      }
      if (version < STEPS.size()) {
        useWriteAheadLog(statement);
        migrate(statement);
      }
    }
  }

  private static int version(Statement statement) throws SQLException {
    String table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'";
    try (ResultSet rows = statement.executeQuery(table)) {
      if (!rows.next()) {
        return 0;
      }
    }
    try (ResultSet rows = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      return rows.getInt(1);
    }
  }

  /** SQLite refuses at once, without its usual waiting, while another process does the same. */
  private void useWriteAheadLog(Statement statement) throws SQLException {
    long deadline = System.nanoTime() + Duration.ofMillis(busyMillis).toNanos();
    while (true) {
      try {
        statement.execute("PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException e) {
        if ((e.getErrorCode() & 0xff) != BUSY || System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
  }

  private void migrate(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    try {
      for (int from = version(statement); from < STEPS.size(); from++) {
        statement.executeUpdate(
            "CREATE TABLE IF NOT EXISTS schema_version"
                + " (version INTEGER PRIMARY KEY, step TEXT NOT NULL)");
        statement.executeUpdate(text(STEPS.get(from)));
        statement.executeUpdate(
            "INSERT INTO schema_version VALUES (" + (from + 1) + ", '" + STEPS.get(from) + "')");
      }
      statement.execute("COMMIT");
    } catch (SQLException e) {
      statement.execute("ROLLBACK");
      throw e;
    }
  }

  private static String text(String step) {
    try (InputStream in = Migrations.class.getResourceAsStream(step)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + step);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
