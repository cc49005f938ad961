package dev.plumbline.tracking.sql;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the row that a result stands on. */
public interface Row<T> {
  /** What the row says. */
  T of(ResultSet row) throws SQLException;
}
