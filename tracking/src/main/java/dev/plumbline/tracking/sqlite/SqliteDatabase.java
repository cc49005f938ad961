package dev.plumbline.tracking.sqlite;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.Database;
import dev.plumbline.tracking.sql.Fence;
import dev.plumbline.tracking.sql.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.JDBC;

/**
 * One SQLite file. Reads run side by side, each on a snapshot; writes one after another, in this
 * process by a lock, among processes by BEGIN IMMEDIATE. A write is on the disk when it returns.
 * Connections are opened as needed and kept; a process that calls from one thread has one.
 *
 * <p>A file that is no longer where it was opened takes nothing: what SQLite would still write goes
 * with the file. Work goes on when it is back.
 */
final class SqliteDatabase implements Database {
  private static final SqliteDialect DIALECT = new SqliteDialect();
  private static final int MOST_IDLE = 8;
  private static final String PRAGMAS =
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;"
          + " PRAGMA busy_timeout = ";

  private final Path file;
  private final Duration patience;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private final ReentrantLock writing = new ReentrantLock(true);
  private final Fence fence = new Fence();
  private volatile boolean closed;
  private volatile Object identity = "";

  private SqliteDatabase(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /** Opens the file, making it and bringing its schema up to date as needed. */
  static SqliteDatabase open(Path file, Duration patience) {
    Path absolute = file.toAbsolutePath().normalize();
    try {
      if (!Files.exists(absolute)) {
        Files.createDirectories(absolute.getParent());
      }
    } catch (IOException e) {
      throw new TrackingException(
          ErrorCode.INTERNAL_ERROR,
          "Cannot open the tracking store: "
              + file
              + ", its folder can't be made; name another one",
          e);
    }
    SqliteDatabase database = new SqliteDatabase(absolute, patience);
    try {
      Connection connection = database.connect();
      new Migrations(absolute, (int) patience.toMillis()).bringUpToDate(connection);
      database.identity = database.found();
      database.idle.push(connection);
    } catch (SQLException e) {
      throw database.failure("open", e);
    }
    return database;
  }

  @Override
  public <T> T read(Work<T> work) {
    return transact("read", "BEGIN", work);
  }

  @Override
  public <T> T write(String subject, Work<T> work) {
    Work<T> whole = fence.before(work);
    writing.lock();
    try {
      return transact("write", "BEGIN IMMEDIATE", whole);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public void fenced(Change first, RunLeases.Work work) throws Exception {
    fence.during(first, work);
  }

  private <T> T transact(String verb, String begin, Work<T> work) {
    if (closed) {
      throw new TrackingException(
          ErrorCode.INTERNAL_ERROR,
          "Cannot " + verb + " the tracking store: " + file + ", it was closed; open it again");
    }
    there(verb);
    try {
      Connection connection = borrow();
      boolean done = false;
      try (Statement statement = connection.createStatement()) {
        statement.execute(begin);
        T result = work.in(new Session(connection, DIALECT));
        statement.execute("COMMIT");
        done = true;
        there(verb);
        return result;
      } finally {
        giveBack(connection, done);
      }
    } catch (SQLException e) {
      throw failure(verb, e);
    }
  }

  /** Throws unless the file is the one that was opened. */
  private void there(String verb) {
    if (!identity.equals(found())) {
      throw new TrackingException(
          ErrorCode.TEMPORARILY_UNAVAILABLE,
          "Cannot "
              + verb
              + " the tracking store: "
              + file
              + " is not there, or another file is in its place; bring back the one that was there");
    }
  }

  /** What tells the file from another of its name; empty where there is none. */
  private Object found() {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return key == null ? file : key;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Connection borrow() throws SQLException {
    Connection connection = idle.poll();
    return connection == null ? connect() : connection;
  }

  private void giveBack(Connection connection, boolean done) throws SQLException {
    boolean usable = done || rolledBack(connection);
    if (usable && !closed && idle.size() < MOST_IDLE) {
      idle.push(connection);
    } else {
      connection.close();
    }
  }

  /** A failed BEGIN leaves nothing to roll back; then the connection is dropped. */
  private static boolean rolledBack(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(PRAGMAS + patience.toMillis());
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private TrackingException failure(String verb, SQLException e) {
    int primary = e.getErrorCode() & 0xff;
    String remedy =
        switch (primary) {
          case 5, 6 -> "another process has held it for " + patience.toMillis() + " ms; try again";
          case 8, 14 -> "give this user the right to write it and its folder";
          case 10, 13 -> "make room on its disk and see that it is healthy";
          case 11, 26 -> "it is damaged or no tracking store; restore it or name another file";
          default -> "look at the cause below";
        };
    return new TrackingException(
        primary == 5 || primary == 6 ? ErrorCode.TEMPORARILY_UNAVAILABLE : ErrorCode.INTERNAL_ERROR,
        "Cannot " + verb + " the tracking store: " + file + ", " + remedy,
        e);
  }

  @Override
  public void close() {
    closed = true;
    writing.lock();
    try {
      for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
        connection.close();
      }
    } catch (SQLException e) {
      throw failure("close", e);
    } finally {
      writing.unlock();
    }
  }
}
