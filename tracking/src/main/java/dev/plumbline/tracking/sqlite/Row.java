package dev.plumbline.tracking.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the row that a result stands on. */
interface Row<T> {
  T of(ResultSet row) throws SQLException;
}
