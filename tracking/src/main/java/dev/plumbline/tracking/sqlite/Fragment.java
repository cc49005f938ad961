package dev.plumbline.tracking.sqlite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A piece of SQL with the values for its question marks. No user's text is ever in the SQL. */
record Fragment(String sql, List<Object> binds) {
  Fragment {
    binds = List.copyOf(binds);
  }

  static Fragment of(String sql, Object... binds) {
    return new Fragment(sql, List.of(binds));
  }

  /** Whether a column is one of those numbers. */
  static Fragment among(String column, Collection<Long> numbers) {
    if (numbers.size() == 1) {
      return of(column + " = ?", numbers.iterator().next());
    }
    return of(column + " IN (SELECT value FROM json_each(?))", numbers.toString());
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
