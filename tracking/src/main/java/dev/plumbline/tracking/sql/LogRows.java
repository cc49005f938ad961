package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.rules.ParamConflicts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what is logged to a run. */
final class LogRows {
  private static final Comparator<Metric> LATER =
      Comparator.comparingLong(Metric::step)
          .thenComparing(Metric::timestamp)
          .thenComparingDouble(LogRows::stored);

  private LogRows() {}

  static void putTags(Session session, long run, List<Tag> tags) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    tags.forEach(tag -> rows.add(new Object[] {run, tag.key(), tag.value()}));
    session.changeAll(
        "INSERT INTO tags (run_key, key, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (run_key, key) DO UPDATE SET value = excluded.value",
        rows);
  }

  static Optional<String> param(Session session, long run, String key) throws SQLException {
    return session.first(
        Fragment.of("SELECT value FROM params WHERE run_key = ? AND key = ?", run, key),
        row -> row.getString(1));
  }

  /** Refuses all of them if a key was logged with another value. */
  static void putParams(Session session, RunRow run, List<Param> params) throws SQLException {
    if (params.isEmpty()) {
      return;
    }
    Map<String, String> logged = new HashMap<>();
    session.list(
        Fragment.of("SELECT key, value FROM params WHERE run_key = ?", run.key()),
        row -> logged.put(row.getString(1), row.getString(2)));
    ParamConflicts conflicts = new ParamConflicts();
    List<Object[]> rows = new ArrayList<>();
    for (Param param : params) {
      String there = logged.get(param.key());
      if (there == null) {
        rows.add(new Object[] {run.key(), param.key(), param.value()});
      } else if (!there.equals(param.value())) {
        conflicts.add(param, there);
      }
    }
    conflicts.check(run.info().runId());
    session.changeAll("INSERT INTO params (run_key, key, value) VALUES (?, ?, ?)", rows);
  }

  /** A point that is there is ignored; the latest is the greatest (step, timestamp, value). */
  static void putMetrics(Session session, long run, List<Metric> metrics) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    Map<String, Metric> latest = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      rows.add(row(run, metric));
      latest.merge(metric.key(), metric, (a, b) -> LATER.compare(a, b) >= 0 ? a : b);
    }
    String columns = " (run_key, key, timestamp, step, value, is_nan) VALUES (?, ?, ?, ?, ?, ?)";
    session.changeAll("INSERT INTO metrics" + columns + " ON CONFLICT DO NOTHING", rows);
    List<Object[]> last = latest.values().stream().map(metric -> row(run, metric)).toList();
    session.changeAll(
        "INSERT INTO latest_metrics"
            + columns
            + " ON CONFLICT (run_key, key) DO UPDATE SET timestamp = excluded.timestamp,"
            + " step = excluded.step, value = excluded.value, is_nan = excluded.is_nan"
            + " WHERE (excluded.step, excluded.timestamp, excluded.value) > (latest_metrics.step,"
            + " latest_metrics.timestamp, latest_metrics.value)",
        last);
  }

  private static Object[] row(long run, Metric metric) {
    return new Object[] {
      run,
      metric.key(),
      metric.timestamp().toEpochMilli(),
      metric.step(),
      stored(metric),
      Double.isNaN(metric.value()) ? 1L : 0L
    };
  }

  /** NaN is stored as 0 with its mark beside; there is one zero. */
  static double stored(Metric metric) {
    return Double.isNaN(metric.value()) ? 0.0 : metric.value() + 0.0;
  }

  /** Links a dataset, which is there once for its experiment, name and digest. */
  static void putInput(Session session, RunRow run, DatasetInput input) throws SQLException {
    Dataset dataset = input.dataset();
    long experiment = Long.parseLong(run.info().experimentId());
    session.change(
        "INSERT INTO datasets (experiment_id, name, digest, source_type, source, schema,"
            + " profile) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        experiment,
        dataset.name(),
        dataset.digest(),
        dataset.sourceType(),
        dataset.source(),
        dataset.schema(),
        dataset.profile());
    Optional<Long> link =
        session.first(
            Fragment.of(
                "INSERT INTO inputs (run_key, dataset_id) SELECT ?, dataset_id FROM datasets"
                    + " WHERE experiment_id = ? AND name = ? AND digest = ?"
                    + " ON CONFLICT DO NOTHING RETURNING input_id",
                run.key(),
                experiment,
                dataset.name(),
                dataset.digest()),
            row -> row.getLong(1));
    if (link.isEmpty()) {
      return;
    }
    Map<String, Object[]> tags = new LinkedHashMap<>();
    for (Tag tag : input.tags()) {
      tags.remove(tag.key()); // the last of a key counts, where it stands
      tags.put(tag.key(), new Object[] {link.get(), tag.key(), tag.value()});
    }
    session.changeAll(
        "INSERT INTO input_tags (input_id, key, value) VALUES (?, ?, ?)",
        List.copyOf(tags.values()));
  }
}
