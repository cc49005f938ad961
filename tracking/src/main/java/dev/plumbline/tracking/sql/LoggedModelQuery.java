package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.LoggedModelSearch;
import dev.plumbline.tracking.rules.ExperimentRules;
import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.Condition;
import dev.plumbline.tracking.search.EntityType;
import dev.plumbline.tracking.search.Grammar;
import dev.plumbline.tracking.search.Operator;
import dev.plumbline.tracking.search.Order;
import dev.plumbline.tracking.search.Order.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A search of logged models as SQL. */
final class LoggedModelQuery {
  private static final Map<EntityType, String> TABLES =
      Map.of(
          EntityType.PARAM, "logged_model_params",
          EntityType.TAG, "logged_model_tags");
  private static final Map<String, String> COLUMNS =
      Map.of(
          "creation_timestamp_ms", "creation_time",
          "last_updated_timestamp_ms", "last_updated_time",
          "artifact_location", "artifact_uri");

  private final PagedQuery query = new PagedQuery("l.*", "logged_models l");
  private final LoggedModelSearch search;

  private LoggedModelQuery(LoggedModelSearch search) {
    this.search = search;
  }

  static PagedQuery of(LoggedModelSearch search) {
    LoggedModelQuery made = new LoggedModelQuery(search);
    made.filter();
    made.order();
    return made.query;
  }

  private void filter() {
    query.where(Fragment.of("l.lifecycle_stage = 'active'"));
    query.where(
        Fragment.among(
            "l.experiment_id", search.experimentIds().stream().map(ExperimentRules::id).toList()));
    Condition<Clause> filter = Grammar.LOGGED_MODELS.filter(search.filter());
    Comparisons.where(query, filter, this::condition);
    boolean measured = filter.comparisons().anyMatch(clause -> clause.type() == EntityType.METRIC);
    if (!measured && !search.datasets().isEmpty()) {
      query.where(metrics().then(")"));
    }
  }

  private Fragment condition(Clause clause) {
    return switch (clause.type()) {
      case METRIC -> metric(clause);
      case PARAM, TAG ->
          Comparisons.keyed(TABLES.get(clause.type()), "logged_key", "l.logged_key", clause);
      default -> Comparisons.of(column(clause.key()), clause);
    };
  }

  private Fragment metric(Clause clause) {
    String nan =
        clause.operator() == Operator.NOT_EQUAL ? "(%s OR k.is_nan = 1)" : "(%s AND k.is_nan = 0)";
    return metrics()
        .then(" AND k.key = ? AND ", clause.key())
        .then(Comparisons.of("k.value", clause).inside(nan))
        .then(")");
  }

  /** That a model has a point, on one of the datasets if some are named; to be closed. */
  private Fragment metrics() {
    Fragment any =
        Fragment.of(
            "EXISTS (SELECT 1 FROM logged_model_metrics k WHERE k.logged_key = l.logged_key");
    if (search.datasets().isEmpty()) {
      return any;
    }
    String joint = " AND (";
    for (LoggedModelSearch.On dataset : search.datasets()) {
      any = any.then(joint).then(on(dataset));
      joint = " OR ";
    }
    return any.then(")");
  }

  private static Fragment on(LoggedModelSearch.On dataset) {
    Fragment name = Fragment.of("(k.dataset_name = ?", dataset.name());
    return dataset.digest().isEmpty()
        ? name.then(")")
        : name.then(" AND k.dataset_digest = ?)", dataset.digest().get());
  }

  private void order() {
    boolean byTime = false;
    List<Order> orders =
        Grammar.LOGGED_MODELS.order(
            search.orderBy().stream().map(LoggedModelQuery::written).toList());
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      byTime |= order.isBy("creation_timestamp_ms");
      if (order.type() == EntityType.METRIC) {
        latest(order, search.orderBy().get(i).dataset(), "o" + i);
      } else {
        query.sort(column(order.key()), order.direction());
      }
    }
    if (!byTime) {
      query.sort("l.creation_time", Direction.DESC);
    }
    query.sort("l.model_id", Direction.ASC);
  }

  /** By a metric's latest point; NaN and models without any come last. */
  private void latest(Order order, Optional<LoggedModelSearch.On> dataset, String alias) {
    Fragment points =
        Fragment.of(
            "LEFT JOIN (SELECT k.logged_key, k.value, k.is_nan, row_number() OVER (PARTITION BY"
                + " k.logged_key ORDER BY k.timestamp DESC, k.step DESC, k.run_key) AS place FROM"
                + " logged_model_metrics k WHERE k.key = ?",
            order.key());
    if (dataset.isPresent()) {
      points = points.then(" AND ").then(on(dataset.get()));
    }
    String on = ") %1$s ON %1$s.logged_key = l.logged_key AND %1$s.place = 1".formatted(alias);
    query.join(points.sql() + on, points.binds().toArray());
    String value = alias + ".value";
    query.sort(
        "CASE WHEN " + value + " IS NULL THEN 2 ELSE " + alias + ".is_nan END", Direction.ASC);
    query.sort(value, order.direction());
  }

  private static String column(String key) {
    return "l." + COLUMNS.getOrDefault(key, key);
  }

  /** An order as the grammar reads it. */
  private static String written(LoggedModelSearch.By by) {
    int dot = by.field().indexOf('.');
    String field =
        dot < 0
            ? by.field()
            : by.field().substring(0, dot) + ".`" + by.field().substring(dot + 1) + "`";
    return field + (by.ascending() ? " ASC" : " DESC");
  }
}
