package dev.plumbline.steps.ingest;

import dev.plumbline.pipeline.IngestOutput;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.pipeline.schema.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * One open connection, closed by who opened it. Refused statements come as {@link SQLException},
 * which may pass by itself; a missing driver or a column that doesn't fit won't.
 */
final class JdbcSource implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(JdbcSource.class.getName());
  private final Connection connection;
  private final String place;

  private JdbcSource(Connection connection, String place) {
    this.connection = connection;
    this.place = place;
  }

  static JdbcSource open(String url, Optional<ReadJdbc.Login> login, Resources resources)
      throws SQLException {
    // What follows may hold a password.
    String place = url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
    Properties properties = new Properties();
    login.ifPresent(
        l -> {
          properties.setProperty("user", l.user());
          properties.setProperty("password", resources.secret(l.passwordSecret()));
        });
    if (DriverManager.drivers().noneMatch(d -> accepts(d, url))) {
      throw new SourceException(
          "Cannot read " + place + ": no driver takes it, put the driver's jar on the class path");
    }
    Connection connection = DriverManager.getConnection(url, properties);
    try {
      readOnly(connection);
      connection.setAutoCommit(false);
      return new JdbcSource(connection, place);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static boolean accepts(java.sql.Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A hint to the driver; SQLite's takes it in the URL alone. */
  private static void readOnly(Connection connection) {
    try {
      connection.setReadOnly(true);
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.DEBUG, "read-only was refused", e);
    }
  }

  /** The single value of a query, as text. */
  String single(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      String value = found.next() ? found.getString(1) : null;
      if (value == null || found.next()) {
        throw new SourceException(
            "Cannot probe " + place + ": '" + query + "' must give one row with a value");
      }
      return value;
    }
  }

  <O> void read(
      Schema<O> schema, String query, int fetchRows, String part, IngestOutput<? super O> out)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(fetchRows);
      try (ResultSet found = statement.executeQuery(query)) {
        JdbcCell[] cells = bind(schema, found.getMetaData());
        Object[] values = new Object[cells.length];
        for (long row = 1; found.next(); row++) {
          hand(schema, cells, values, found, part + " row " + row, out);
        }
      }
    }
  }

  private static <O> void hand(
      Schema<O> schema,
      JdbcCell[] cells,
      Object[] values,
      ResultSet found,
      String where,
      IngestOutput<? super O> out)
      throws SQLException {
    O row;
    try {
      for (int i = 0; i < cells.length; i++) {
        values[i] = cells[i].read(found);
      }
      row = schema.row(values);
    } catch (IllegalArgumentException e) {
      out.reject(where, String.valueOf(e.getMessage()));
      return;
    }
    out.emit(row);
  }

  private JdbcCell[] bind(Schema<?> schema, ResultSetMetaData columns) throws SQLException {
    List<String> labels = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      labels.add(columns.getColumnLabel(i));
    }
    for (String field : schema.names()) {
      if (!labels.contains(field)) {
        labels.replaceAll(l -> l.equalsIgnoreCase(field) ? field : l);
      }
    }
    int[] places = Columns.match(place, schema, labels, Map.of());
    JdbcCell[] cells = new JdbcCell[places.length];
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      int column = places[i] + 1;
      var field = schema.fields().get(i);
      cells[i] = new JdbcCell(field, column, CellText.of(field.type()).orElseThrow());
      if (!JdbcCell.fits(
          field.type(),
          columns.getColumnType(column),
          columns.getColumnTypeName(column),
          columns.getPrecision(column),
          columns.getScale(column))) {
        problems.add(
            "column "
                + field.name()
                + " is "
                + columns.getColumnTypeName(column)
                + ", expected "
                + field.type());
      }
    }
    if (!problems.isEmpty()) {
      throw new SourceException(
          "Cannot read "
              + place
              + " into "
              + schema.type().getSimpleName()
              + ": "
              + String.join("; ", problems)
              + "; mend the record, or cast in the query");
    }
    return cells;
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.rollback();
    } finally {
      connection.close();
    }
  }
}
