package dev.plumbline.tracking.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A piece of SQL with the values for its question marks. No user's text is ever in the SQL. */
public record Fragment(String sql, List<Object> binds) {
  /** Refuses nulls. */
  public Fragment {
    binds = List.copyOf(binds);
  }

  /** SQL with the values of its question marks, in their order. */
  public static Fragment of(String sql, Object... binds) {
    return new Fragment(sql, List.of(binds));
  }

  /** Whether a column is one of those numbers. */
  static Fragment among(String column, Collection<Long> numbers) {
    if (numbers.size() == 1) {
      return of(column + " = ?", numbers.iterator().next());
    }
    return of(column + " " + Dialect.AMONG, List.copyOf(numbers));
  }

  /** This and then that, with the values of both. */
  Fragment then(String more, Object... values) {
    return then(of(more, values));
  }

  /** This and then that, with the values of both. */
  Fragment then(Fragment more) {
    List<Object> all = new ArrayList<>(binds);
    all.addAll(more.binds);
    return new Fragment(sql + more.sql, all);
  }

  /** This inside what holds it, in place of its only {@code %s}. */
  Fragment inside(String around) {
    return new Fragment(around.replace("%s", sql), binds);
  }
}
