package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.port.RunLeases;
import java.sql.SQLException;

/**
 * A database that keeps the tables of the store. Each piece of work is one transaction, as if no
 * other ran beside it; a write is durable when it returns. Work may be done again from its start
 * when the database asks for that, so it changes nothing but the session and what it can change
 * twice. Work isn't begun within work. Safe for many threads.
 */
public interface Database extends AutoCloseable {
  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Session session) throws SQLException;
  }

  /** What is changed in one transaction. */
  @FunctionalInterface
  interface Change {
    void in(Session session) throws SQLException;
  }

  /** Reads on one snapshot. */
  <T> T read(Work<T> work);

  /**
   * Writes all of it or, on any exception, nothing.
   *
   * @param subject what it mostly reads and changes, such as one run: writers of the same take
   *     turns instead of being in each other's way
   */
  <T> T write(String subject, Work<T> work);

  /** Does work each of whose writes, by this thread, begins with that one or isn't done. */
  void fenced(Change first, RunLeases.Work work) throws Exception;

  /** Writes all of it or, on any exception, nothing. */
  default void change(String subject, Change change) {
    write(
        subject,
        session -> {
          change.in(session);
          return session;
        });
  }

  /** Waits for no read; later calls fail. */
  @Override
  void close();
}
