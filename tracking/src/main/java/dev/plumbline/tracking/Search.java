package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question in MLflow's search grammar: comparisons joined by AND, such as {@code metrics.auc >
 * 0.6 AND tags.`mlflow.parentRunId` = 'f3…'}; keys with blanks or dots stand in backticks. Each of
 * {@code orderBy} is a key with an optional ASC or DESC. An empty filter matches everything.
 */
public record Search(
    String filter, List<String> orderBy, int maxResults, Optional<String> pageToken) {
  /** Copies the order; refuses nulls. */
  public Search {
    Objects.requireNonNull(filter, "filter");
    orderBy = List.copyOf(orderBy);
    Objects.requireNonNull(pageToken, "pageToken");
  }

  /** Everything, in its natural order, up to 1000 on a page. */
  public static Search all() {
    return where("");
  }

  /** What the filter matches, in its natural order, up to 1000 on a page. */
  public static Search where(String filter) {
    return new Search(filter, List.of(), 1000, Optional.empty());
  }

  /** The same in another order. */
  public Search orderedBy(String... keys) {
    return new Search(filter, List.of(keys), maxResults, pageToken);
  }

  /** The same with other pages. */
  public Search atMost(int results) {
    return new Search(filter, orderBy, results, pageToken);
  }

  /** The page after the one that gave this token. */
  public Search after(String token) {
    return new Search(filter, orderBy, maxResults, Optional.of(token));
  }

  /** A text as this grammar's literal, whatever quotes it holds. */
  public static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
