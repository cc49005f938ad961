package dev.plumbline.tracking.search;

import dev.plumbline.tracking.TrackingException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How a filter compares. LIKE minds case, ILIKE doesn't; both know {@code %} and {@code _}. */
public enum Operator {
  /** Equal. */
  EQUAL("="),
  /** Not equal; what isn't there is neither. */
  NOT_EQUAL("!="),
  /** Less. */
  LESS("<"),
  /** Less or equal. */
  AT_MOST("<="),
  /** Greater. */
  GREATER(">"),
  /** Greater or equal. */
  AT_LEAST(">="),
  /** Matches a pattern. */
  LIKE("LIKE"),
  /** Matches a pattern in any case. */
  ILIKE("ILIKE"),
  /** One of a list. */
  IN("IN"),
  /** None of a list. */
  NOT_IN("NOT IN"),
  /** The key isn't there. */
  IS_NULL("IS NULL"),
  /** The key is there. */
  IS_NOT_NULL("IS NOT NULL");

  static final Set<Operator> NUMERIC =
      EnumSet.of(EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST);
  static final Set<Operator> TEXT = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE);
  static final Set<Operator> TEXT_OR_LIST = EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN);
  static final Set<Operator> TEXT_OR_NULL =
      EnumSet.of(EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL);
  static final Set<Operator> IDENTITY = EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN);

  private final String sql;

  Operator(String sql) {
    this.sql = sql;
  }

  /** As it is written in a filter, and in SQL but for ILIKE. */
  public String sql() {
    return sql;
  }

  /** The operator of that spelling if it is among those allowed. */
  static Operator of(String text, Set<Operator> allowed) {
    String upper = text.toUpperCase(Locale.ROOT);
    for (Operator operator : allowed) {
      if (operator.sql.equals(upper)) {
        return operator;
      }
    }
    throw TrackingException.invalid(
        "Invalid comparator '"
            + text
            + "' not one of '"
            + allowed.stream()
                .map(operator -> "'" + operator.sql + "'")
                .collect(Collectors.joining(", ", "{", "}"))
            + "'");
  }

  boolean takesList() {
    return this == IN || this == NOT_IN;
  }
}
