package dev.plumbline.tracking.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.Database;
import dev.plumbline.tracking.sql.Fence;
import dev.plumbline.tracking.sql.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * A schema of PostgreSQL behind a pool of connections. Writes are serializable, so that what one
 * read is true when it commits; who is refused for that begins anew, then behind a lock on its
 * subject. Reads are on one snapshot and never refused.
 */
final class PostgresDatabase implements Database {
  private static final PostgresDialect DIALECT = new PostgresDialect();

  /**
   * The transaction's number tells later whether it was committed. A scan of a whole table would
   * conflict with every writer of the table.
   */
  private static final String BEGIN =
      "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SET LOCAL enable_seqscan = off;"
          + " SELECT txid_current()";

  /** Whatever the server's default, a commit is on its disk when it returns. */
  private static final String DURABLE =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  private final PostgresSettings settings;
  private final PostgresFailures failures;
  private final HikariDataSource pool;
  private final Turns turns = new Turns();
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private final Fence fence = new Fence();
  private volatile boolean closed;

  private PostgresDatabase(PostgresSettings settings, HikariDataSource pool) {
    this.settings = settings;
    this.failures = new PostgresFailures(settings);
    this.pool = pool;
  }

  /** Connects, bringing the schema up to date as needed. */
  static PostgresDatabase open(PostgresSettings settings) {
    PostgresFailures failures = new PostgresFailures(settings);
    Properties properties = properties(settings);
    properties.setProperty("user", settings.user());
    properties.setProperty("password", settings.password());
    try (Connection connection = new org.postgresql.Driver().connect(settings.url(), properties)) {
      if (connection == null) {
        throw TrackingException.invalid(
            "Cannot open the tracking store: the driver can't read its address, write "
                + PostgresSettings.SCHEME
                + "//host:port/database");
      }
      new PostgresMigrations(settings.place()).bringUpToDate(connection);
    } catch (SQLException e) {
      throw failures.of("open", e);
    }
    return new PostgresDatabase(settings, pool(settings));
  }

  private static HikariDataSource pool(PostgresSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tracking");
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setDataSourceProperties(properties(settings));
    config.setAutoCommit(false);
    config.setIsolateInternalQueries(true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setConnectionInitSql(DURABLE);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(Math.min(1, settings.connections()));
    config.setConnectionTimeout(Math.max(250, settings.patience().toMillis()));
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private static Properties properties(PostgresSettings settings) {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "plumbline");
    properties.setProperty("tcpKeepAlive", "true");
    // No statement here is long enough for jit, which a scan that BEGIN makes dear would start.
    properties.setProperty(
        "options", "-c jit=off -c lock_timeout=" + settings.patience().toMillis());
    return properties;
  }

  @Override
  public <T> T read(Work<T> work) {
    return whileOpen("read", () -> retrying("read", patience -> readOnce(work)));
  }

  private <T> T readOnce(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      T result = work.in(new Session(connection, DIALECT));
      connection.rollback();
      return result;
    }
  }

  @Override
  public <T> T write(String subject, Work<T> work) {
    Work<T> whole = fence.before(work);
    return whileOpen("write", () -> inTurn(subject, whole));
  }

  private <T> T inTurn(String subject, Work<T> work) {
    ReentrantLock lock = turns.here(subject);
    try {
      if (!lock.tryLock(settings.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        throw failures.of(
            ErrorCode.TEMPORARILY_UNAVAILABLE,
            "write",
            "others were writing to " + subject + " all the time; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.of(
          ErrorCode.TEMPORARILY_UNAVAILABLE, "write", "the thread was interrupted; try again");
    }
    try {
      return settled(subject, work);
    } finally {
      lock.unlock();
    }
  }

  private <T> T settled(String subject, Work<T> work) {
    while (true) {
      Attempt<T> attempt = retrying("write", patience -> writeOnce(patience, subject, work));
      if (attempt.unsure().isEmpty() || wasCommitted(attempt.unsure().getAsLong(), subject)) {
        return attempt.result();
      }
    }
  }

  private <T> Attempt<T> writeOnce(Patience patience, String subject, Work<T> work)
      throws SQLException {
    try (Connection connection = pool.getConnection()) {
      if (!patience.hadConflict()) {
        return transact(connection, work);
      }
      Turns.take(connection, subject);
      try {
        return transact(connection, work);
      } finally {
        if (!Turns.givesBack(connection, subject)) {
          pool.evictConnection(connection);
        }
      }
    }
  }

  private static <T> Attempt<T> transact(Connection connection, Work<T> work) throws SQLException {
    long transaction = begin(connection);
    T result = work.in(new Session(connection, DIALECT));
    try {
      connection.commit();
      return new Attempt<>(result, OptionalLong.empty());
    } catch (SQLException e) {
      if (PostgresFailures.isLost(e)) {
        return new Attempt<>(result, OptionalLong.of(transaction));
      }
      throw e;
    }
  }

  private static long begin(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      boolean rows = statement.execute(BEGIN);
      while (!rows) {
        rows = statement.getMoreResults();
      }
      try (ResultSet number = statement.getResultSet()) {
        number.next();
        return number.getLong(1);
      }
    }
  }

  /** Asks the database what became of a commit, until it is known. */
  private boolean wasCommitted(long transaction, String subject) {
    Patience patience = new Patience(settings.patience());
    do {
      String status =
          retrying("look at", again -> readOnce(session -> CommitStatus.of(session, transaction)));
      if (!status.equals(CommitStatus.IN_PROGRESS)) {
        return status.equals(CommitStatus.COMMITTED);
      }
    } while (patience.pauses());
    throw failures.of(
        ErrorCode.INTERNAL_ERROR,
        "write",
        "the connection was lost while it committed what was written to "
            + subject
            + ", and whether it did can't be told yet; look, and write it again if not");
  }

  private interface Try<T> {
    T with(Patience patience) throws SQLException;
  }

  private <T> T retrying(String verb, Try<T> attempt) {
    Patience patience = new Patience(settings.patience());
    while (true) {
      try {
        return attempt.with(patience);
      } catch (SQLException e) {
        if (!patience.retries(e)) {
          throw failures.of(verb, e);
        }
      }
    }
  }

  private <T> T whileOpen(String verb, Supplier<T> work) {
    Lock lock = open.readLock();
    lock.lock();
    try {
      if (closed) {
        throw failures.of(ErrorCode.INTERNAL_ERROR, verb, "it was closed; open it again");
      }
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void fenced(Change first, RunLeases.Work work) throws Exception {
    fence.during(first, work);
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      pool.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
