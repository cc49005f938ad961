package dev.plumbline.tracking.sql;

/**
 * What databases say each in their way. Statements are written in the SQL that all of them know and
 * in the words below, which no name in a statement resembles.
 */
public interface Dialect {
  /** After a column: whether it is in the list bound here. */
  String AMONG = "{among}";

  /** A table {@code w} with a column {@code value}, of the list of texts bound here. */
  String TEXTS = "{texts}";

  /** After a column: whether it is like the pattern bound here, in which nothing escapes. */
  String LIKE = "{like}";

  /** After a column in lower case: whether it is like the pattern bound here in lower case. */
  String ILIKE = "{ilike}";

  /** After a query for one row: nobody may change it before this transaction ends. */
  String SHARED = "{shared}";

  /** A statement as this database knows it. */
  String sql(String statement);

  /** A value as this database's driver takes it. */
  Object value(Object bind);
}
