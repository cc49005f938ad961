package dev.plumbline.tracking.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements in one transaction. Values to bind are String, Long, Integer, Double, a list of
 * numbers or of texts, or an Optional of these, an empty one being NULL. Not for use outside the
 * work it is given to.
 */
public final class Session {
  private final Connection connection;
  private final Dialect dialect;

  /** In the transaction that the connection has. */
  public Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Every row of a query. */
  public <T> List<T> list(Fragment sql, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(sql);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.of(rows));
      }
      return found;
    }
  }

  /** The first row, of a query or of what a change returns. */
  public <T> Optional<T> first(Fragment sql, Row<T> row) throws SQLException {
    try (PreparedStatement statement = prepare(sql);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
    }
  }

  /** Gives the number of rows changed. */
  int change(String sql, Object... binds) throws SQLException {
    try (PreparedStatement statement = prepare(Fragment.of(sql, binds))) {
      return statement.executeUpdate();
    }
  }

  /** Gives the number of the row inserted, which the statement returns. */
  long insert(String sql, Object... binds) throws SQLException {
    return first(Fragment.of(sql, binds), row -> row.getLong(1)).orElseThrow();
  }

  /** One statement for many rows of values. */
  void changeAll(String sql, List<Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(dialect.sql(sql))) {
      for (Object[] row : rows) {
        bind(statement, List.of(row));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private PreparedStatement prepare(Fragment sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(dialect.sql(sql.sql()));
    try {
      bind(statement, sql.binds());
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  private void bind(PreparedStatement statement, List<Object> binds) throws SQLException {
    for (int i = 0; i < binds.size(); i++) {
      Object value = binds.get(i);
      statement.setObject(
          i + 1,
          value instanceof Optional<?> maybe
              ? maybe.map(dialect::value).orElse(null)
              : dialect.value(value));
    }
  }
}
