package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.sql.Dialect;
import java.util.List;

/** PostgreSQL's words. Lists are arrays; a text without the character U+0000. */
final class PostgresDialect implements Dialect {
  @Override
  public String sql(String statement) {
    if (statement.indexOf('{') < 0) {
      return statement;
    }
    return statement
        .replace(AMONG, "= ANY (?)")
        .replace(TEXTS, "unnest(?) AS w(value)")
        .replace(ILIKE, "LIKE lower(? COLLATE \"C\") ESCAPE ''")
        .replace(LIKE, "LIKE ? ESCAPE ''")
        .replace(SHARED, " FOR SHARE");
  }

  @Override
  public Object value(Object bind) {
    if (bind instanceof List<?> list) {
      return array(list);
    }
    return bind instanceof String text ? checked(text) : bind;
  }

  private static Object array(List<?> list) {
    return list.stream().allMatch(Long.class::isInstance)
        ? list.stream().mapToLong(Long.class::cast).toArray()
        : list.stream().map(each -> checked((String) each)).toArray(String[]::new);
  }

  private static String checked(String text) {
    int at = text.indexOf('\0');
    if (at >= 0) {
      throw TrackingException.invalid(
          "Cannot use a text with the character U+0000, at position "
              + at
              + " of '"
              + text.substring(0, Math.min(at, 40))
              + "': PostgreSQL keeps none, leave it out");
    }
    return text;
  }
}
