package dev.plumbline.tracking.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Who writes to a subject when several want to. Within a process a lock, so that none of them holds
 * a connection while it waits; among processes a lock of PostgreSQL's, which is gone with its
 * connection.
 */
final class Turns {
  private static final int LOCKS = 256;

  private final ReentrantLock[] locks =
      Stream.generate(() -> new ReentrantLock(true)).limit(LOCKS).toArray(ReentrantLock[]::new);

  /** The lock of this process for a subject; some share one. */
  ReentrantLock here(String subject) {
    return locks[Math.floorMod(subject.hashCode(), LOCKS)];
  }

  /** Waits for the lock among processes, outside of any transaction: one sees what others wrote. */
  static void take(Connection connection, String subject) throws SQLException {
    call(connection, "SELECT pg_advisory_lock(?)", subject);
  }

  /** False when the lock may still be held, by a connection that is of no more use. */
  static boolean givesBack(Connection connection, String subject) {
    try {
      connection.rollback();
      call(connection, "SELECT pg_advisory_unlock(?)", subject);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void call(Connection connection, String sql, String subject) throws SQLException {
    connection.setAutoCommit(true);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, key(subject));
      statement.execute();
    }
    connection.setAutoCommit(false);
  }

  private static long key(String subject) {
    byte[] name = ("plumbline " + subject).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).getMostSignificantBits();
  }
}
