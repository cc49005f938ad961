package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.Condition;
import dev.plumbline.tracking.search.EntityType;
import dev.plumbline.tracking.search.Operator;
import dev.plumbline.tracking.search.Order;
import dev.plumbline.tracking.search.Order.Direction;
import java.util.List;
import java.util.Map;

/** A search of runs as SQL. */
final class RunQuery {
  private static final Map<EntityType, String> TABLES =
      Map.of(
          EntityType.METRIC, "latest_metrics",
          EntityType.PARAM, "params",
          EntityType.TAG, "tags");

  private final PagedQuery query = new PagedQuery(RunRows.COLUMNS, "runs r");

  RunQuery(List<Long> experiments, ViewType view) {
    query.where(Fragment.among("r.experiment_id", experiments));
    Lifecycles.of("r.lifecycle_stage", view).ifPresent(query::where);
  }

  PagedQuery of(Condition<Clause> filter, List<Order> orders) {
    Comparisons.where(query, filter, RunQuery::condition);
    for (int i = 0; i < orders.size(); i++) {
      order(orders.get(i), "o" + i);
    }
    if (orders.stream().noneMatch(order -> order.isBy("start_time"))) {
      query.sort("r.start_time", Direction.DESC);
    }
    query.sort("r.run_id", Direction.ASC);
    return query;
  }

  private static Fragment condition(Clause clause) {
    return switch (clause.type()) {
      case ATTRIBUTE -> Comparisons.of("r." + clause.key(), clause);
      case METRIC -> metric(clause);
      case PARAM, TAG ->
          Comparisons.keyed(TABLES.get(clause.type()), "run_key", "r.run_key", clause);
      case DATASET -> dataset(clause);
    };
  }

  /** NaN is stored as 0 beside its mark: it differs from every number and is nothing else. */
  private static Fragment metric(Clause clause) {
    String nan =
        clause.operator() == Operator.NOT_EQUAL ? "(%s OR k.is_nan = 1)" : "(%s AND k.is_nan = 0)";
    return Fragment.of(
            "EXISTS (SELECT 1 FROM latest_metrics k WHERE k.run_key = r.run_key AND k.key = ? AND ",
            clause.key())
        .then(Comparisons.of("k.value", clause).inside(nan))
        .then(")");
  }

  private static Fragment dataset(Clause clause) {
    String inputs = "EXISTS (SELECT 1 FROM inputs i JOIN ";
    Fragment tables =
        clause.key().equals("context")
            ? Fragment.of(
                inputs
                    + "input_tags t ON t.input_id = i.input_id AND t.key = 'mlflow.data.context'"
                    + " WHERE ")
            : Fragment.of(inputs + "datasets d ON d.dataset_id = i.dataset_id WHERE ");
    String column = clause.key().equals("context") ? "t.value" : "d." + clause.key();
    return tables.then("i.run_key = r.run_key AND ").then(Comparisons.of(column, clause)).then(")");
  }

  private void order(Order order, String alias) {
    if (order.type() == EntityType.ATTRIBUTE) {
      if (order.key().equals("end_time")) {
        query.sort("CASE WHEN r.end_time IS NULL THEN 1 ELSE 0 END", Direction.ASC);
      }
      query.sort("r." + order.key(), order.direction());
      return;
    }
    query.join(
        "LEFT JOIN "
            + TABLES.get(order.type())
            + " "
            + alias
            + " ON "
            + alias
            + ".run_key = r.run_key AND "
            + alias
            + ".key = ?",
        order.key());
    String value = alias + ".value";
    query.sort(
        order.type() == EntityType.METRIC
            ? "CASE WHEN " + value + " IS NULL THEN 2 ELSE " + alias + ".is_nan END"
            : "CASE WHEN " + value + " IS NULL THEN 1 ELSE 0 END",
        Direction.ASC);
    query.sort(value, order.direction());
  }
}
