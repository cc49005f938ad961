package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.search.Order.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A search read page by page. Rows are ordered by columns of which the last ones are unique; a page
 * begins after the values that the one before ended with, so its cost doesn't grow with its depth
 * and no row is given twice. An ordering column that may be NULL follows one that is equal for all
 * its NULLs.
 */
final class PagedQuery {
  /** PostgreSQL compares no text with a number. */
  private static final String NO_SUCH_OPERATOR = "42883";

  private final String columns;
  private final List<String> sorts = new ArrayList<>();
  private final List<Direction> directions = new ArrayList<>();
  private final List<Fragment> conditions = new ArrayList<>();
  private Fragment from;

  PagedQuery(String columns, String from) {
    this.columns = columns;
    this.from = Fragment.of(" FROM " + from);
  }

  void join(String sql, Object... binds) {
    from = from.then(" " + sql, binds);
  }

  void where(Fragment condition) {
    conditions.add(condition);
  }

  void sort(String column, Direction direction) {
    sorts.add(column);
    directions.add(direction);
  }

  <T> Page<T> page(Session session, int maxResults, Optional<String> token, Row<T> row)
      throws SQLException {
    List<List<Object>> places = new ArrayList<>();
    List<T> found = found(session, statement(maxResults, token), token.isPresent(), places, row);
    if (found.size() <= maxResults) {
      return new Page<>(found, Optional.empty());
    }
    return new Page<>(
        found.subList(0, maxResults), Optional.of(PageToken.write(places.get(maxResults - 1))));
  }

  private <T> List<T> found(
      Session session, Fragment sql, boolean after, List<List<Object>> places, Row<T> row)
      throws SQLException {
    try {
      return session.list(
          sql,
          result -> {
            places.add(place(result));
            return row.of(result);
          });
    } catch (SQLException e) {
      if (after && NO_SUCH_OPERATOR.equals(e.getSQLState())) {
        throw new TrackingException(
            ErrorCode.INVALID_PARAMETER_VALUE, "Invalid page token, it is another search's", e);
      }
      throw e;
    }
  }

  private Fragment statement(int maxResults, Optional<String> token) {
    StringBuilder select = new StringBuilder("SELECT ").append(columns);
    for (int i = 0; i < sorts.size(); i++) {
      select.append(", ").append(sorts.get(i)).append(" AS sort").append(i);
    }
    Fragment sql = Fragment.of(select.toString()).then(from);
    List<Fragment> all = new ArrayList<>(conditions);
    token.ifPresent(text -> all.add(after(PageToken.read(text, sorts.size()))));
    String joint = " WHERE ";
    for (Fragment condition : all) {
      sql = sql.then(joint).then(condition);
      joint = " AND ";
    }
    StringBuilder order = new StringBuilder(" ORDER BY ");
    for (int i = 0; i < sorts.size(); i++) {
      order.append(i == 0 ? "" : ", ").append(sorts.get(i)).append(' ').append(directions.get(i));
    }
    return sql.then(order + " LIMIT ?", (long) maxResults + 1);
  }

  /**
   * Equal in the first columns and further in the next, for each column in turn. The bound on the
   * first column alone says nothing new, but lets an index begin there.
   */
  private Fragment after(List<Object> place) {
    Fragment further = null;
    Fragment equal = Fragment.of("");
    for (int i = 0; i < sorts.size(); i++) {
      String beyond = directions.get(i) == Direction.ASC ? " > ?" : " < ?";
      Fragment here = equal.then(sorts.get(i) + beyond, place.get(i)).inside("(%s)");
      further = further == null ? here : further.then(" OR ").then(here);
      equal = equal.then(sorts.get(i) + " IS NOT DISTINCT FROM ? AND ", place.get(i));
    }
    String bound = directions.get(0) == Direction.ASC ? " >= ?" : " <= ?";
    return Fragment.of(sorts.get(0) + bound + " AND (", place.get(0)).then(further).then(")");
  }

  private List<Object> place(ResultSet result) throws SQLException {
    List<Object> place = new ArrayList<>();
    for (int i = 0; i < sorts.size(); i++) {
      Object value = result.getObject("sort" + i);
      place.add(
          value == null
              ? Optional.empty()
              : value instanceof Integer number ? (Object) number.longValue() : value);
    }
    return place;
  }
}
