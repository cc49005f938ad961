package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.DatasetSummary;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.RunSummaries;
import dev.plumbline.tracking.rules.ExperimentRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Summaries of runs in SQL. */
final class SqlSummaries implements RunSummaries {
  private final Database database;

  SqlSummaries(Database database) {
    this.database = database;
  }

  /** The first point of each of as many equal buckets as wanted, and the very last one. */
  @Override
  public List<Metric> sample(String runId, String key, Optional<Steps> steps, int most) {
    Fragment points =
        Fragment.of(
            "SELECT m.* FROM metrics m WHERE m.key = ? AND m.run_key = (SELECT run_key FROM runs"
                + " WHERE run_id = ?)",
            key,
            runId);
    if (steps.isPresent()) {
      points = points.then(" AND m.step BETWEEN ? AND ?", steps.get().first(), steps.get().last());
    }
    Fragment all = points;
    return database.read(
        session -> {
          RunRows.load(session, runId);
          List<Metric> sampled = session.list(firstOfBuckets(all, most), SqlSummaries::metric);
          Optional<Metric> last = session.first(last(all), SqlSummaries::metric);
          return with(sampled, last, most);
        });
  }

  private static final String ORDER = "step, timestamp, value, is_nan";

  private static Fragment firstOfBuckets(Fragment points, int most) {
    return Fragment.of(
            "SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY bucket ORDER BY "
                + ORDER
                + ") AS place FROM (SELECT *, ntile(CAST(? AS INTEGER)) OVER (ORDER BY "
                + ORDER
                + ") AS bucket FROM (",
            (long) most)
        .then(points)
        .then(") AS p) AS b) AS n WHERE place = 1 ORDER BY " + ORDER);
  }

  private static Fragment last(Fragment points) {
    return points.then(" ORDER BY step DESC, timestamp DESC, value DESC, is_nan DESC LIMIT 1");
  }

  private static List<Metric> with(List<Metric> sampled, Optional<Metric> last, int most) {
    if (last.isEmpty() || sampled.get(sampled.size() - 1).equals(last.get())) {
      return sampled;
    }
    List<Metric> all = new ArrayList<>(sampled);
    if (all.size() >= most) {
      all.remove(all.size() - 1);
    }
    all.add(last.get());
    return all;
  }

  private static Metric metric(ResultSet row) throws SQLException {
    return new Metric(
        row.getString("key"),
        Columns.value(row),
        Columns.time(row, "timestamp"),
        row.getLong("step"));
  }

  @Override
  public List<DatasetSummary> datasets(List<String> experimentIds) {
    List<Long> experiments = experimentIds.stream().map(ExperimentRules::id).toList();
    return database.read(
        session ->
            session.list(
                Fragment.of(
                        "SELECT DISTINCT d.dataset_id, d.experiment_id, d.name, d.digest, t.value"
                            + " FROM datasets d JOIN inputs i USING (dataset_id) LEFT JOIN"
                            + " input_tags t ON t.input_id = i.input_id AND"
                            + " t.key = 'mlflow.data.context' WHERE ")
                    .then(Fragment.among("d.experiment_id", experiments))
                    .then(" ORDER BY d.dataset_id, t.value NULLS FIRST LIMIT 1000"),
                row ->
                    new DatasetSummary(
                        Long.toString(row.getLong("experiment_id")),
                        row.getString("name"),
                        row.getString("digest"),
                        Columns.maybeText(row, "value"))));
  }
}
