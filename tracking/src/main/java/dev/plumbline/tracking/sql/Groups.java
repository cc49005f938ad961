package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of several owners, apart for each. */
final class Groups {
  private Groups() {}

  static <T> Map<Long, List<T>> of(Session session, Fragment sql, String owner, Row<T> row)
      throws SQLException {
    Map<Long, List<T>> groups = new HashMap<>();
    session.list(
        sql,
        result ->
            groups
                .computeIfAbsent(result.getLong(owner), key -> new ArrayList<>())
                .add(row.of(result)));
    return groups;
  }

  static Tag tag(ResultSet row) throws SQLException {
    return new Tag(row.getString("key"), row.getString("value"));
  }
}
