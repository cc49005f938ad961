package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.Condition;
import dev.plumbline.tracking.search.Operand;
import dev.plumbline.tracking.search.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A clause's operator and operand as SQL on a column. */
final class Comparisons {
  /**
   * A text up to the length that an index on values knows: PostgreSQL refuses longer ones there.
   */
  static final String HEAD = "substr(%s, 1, 256)";

  private Comparisons() {}

  static Fragment of(String column, Clause clause) {
    Operator operator = clause.operator();
    Operand operand = clause.operand();
    if (operand instanceof Operand.Texts list) {
      String marks = String.join(", ", Collections.nCopies(list.texts().size(), "?"));
      return new Fragment(
          column + " " + operator.sql() + " (" + marks + ")", new ArrayList<>(list.texts()));
    }
    if (operand instanceof Operand.None) {
      return Fragment.of(column + " " + operator.sql());
    }
    Object value = value(operand);
    return switch (operator) {
      case LIKE -> Fragment.of(column + " " + Dialect.LIKE, value);
      case ILIKE -> Fragment.of("lower(" + column + ") " + Dialect.ILIKE, value);
      default -> Fragment.of(column + " " + operator.sql() + " ?", value);
    };
  }

  private static Object value(Operand operand) {
    if (operand instanceof Operand.Whole whole) {
      return whole.number();
    }
    if (operand instanceof Operand.Real real) {
      return real.number();
    }
    return ((Operand.Text) operand).text();
  }

  /**
   * That something has a row of that key which a comparison holds for. An equality is looked up by
   * its value and the rest is checked row by row, which is how each is cheapest.
   *
   * @param owner the column of the searched row that the table's {@code ownerColumn} refers to
   */
  static Fragment keyed(String table, String ownerColumn, String owner, Clause clause) {
    String key = clause.key();
    return switch (clause.operator()) {
      case IS_NULL -> exists(table, ownerColumn, owner, key).inside("NOT %s");
      case IS_NOT_NULL -> exists(table, ownerColumn, owner, key);
      case EQUAL ->
          Fragment.of(
                  owner
                      + " IN (SELECT "
                      + ownerColumn
                      + " FROM "
                      + table
                      + " WHERE key = ? AND "
                      + HEAD.formatted("value")
                      + " = "
                      + HEAD.formatted("?")
                      + " AND ",
                  key,
                  value(clause.operand()))
              .then(of("value", clause))
              .then(")");
      default ->
          Fragment.of(
                  "EXISTS (SELECT 1 FROM "
                      + table
                      + " k WHERE k."
                      + ownerColumn
                      + " = "
                      + owner
                      + " AND k.key = ? AND ",
                  key)
              .then(of("k.value", clause))
              .then(")");
    };
  }

  private static Fragment exists(String table, String ownerColumn, String owner, String key) {
    return Fragment.of(
        "EXISTS (SELECT 1 FROM "
            + table
            + " k WHERE k."
            + ownerColumn
            + " = "
            + owner
            + " AND k.key = ?)",
        key);
  }

  /** Asks for what a filter says, each of its comparisons being that SQL. */
  static void where(
      PagedQuery query, Condition<Clause> filter, Function<Clause, Fragment> comparison) {
    filter.conjuncts().map(each -> of(each, comparison)).forEach(query::where);
  }

  private static Fragment of(Condition<Clause> condition, Function<Clause, Fragment> comparison) {
    if (condition instanceof Condition.One<Clause> one) {
      return comparison.apply(one.comparison());
    }
    if (condition instanceof Condition.Not<Clause> not) {
      return of(not.of(), comparison).inside("(%s) IS NOT TRUE");
    }
    if (condition instanceof Condition.Any<Clause> any) {
      return joined("FALSE", " OR ", any.of(), comparison);
    }
    return joined("TRUE", " AND ", ((Condition.All<Clause>) condition).of(), comparison);
  }

  private static Fragment joined(
      String none,
      String joint,
      List<Condition<Clause>> conditions,
      Function<Clause, Fragment> comparison) {
    Fragment joined = Fragment.of("(");
    String between = "";
    for (Condition<Clause> each : conditions) {
      joined = joined.then(between).then(of(each, comparison));
      between = joint;
    }
    return joined.then(conditions.isEmpty() ? none + ")" : ")");
  }
}
