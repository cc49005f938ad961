package dev.plumbline.tracking.sqlite;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.sql.Dialect;
import java.util.List;

/** SQLite's words. LIKE minds case by a pragma; lists are JSON; there is one writer at a time. */
final class SqliteDialect implements Dialect {
  @Override
  public String sql(String statement) {
    if (statement.indexOf('{') < 0) {
      return statement;
    }
    return statement
        .replace(AMONG, "IN (SELECT value FROM json_each(?))")
        .replace(TEXTS, "json_each(?) AS w")
        .replace(ILIKE, "LIKE lower(?)")
        .replace(LIKE, "LIKE ?")
        .replace(SHARED, "");
  }

  @Override
  public Object value(Object bind) {
    return bind instanceof List<?> list ? Json.write(list) : bind;
  }
}
