package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.RunModels;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads runs, however many, with one statement for each kind of thing logged to them. */
final class RunRows {
  static final String COLUMNS =
      "r.run_key, r.run_id, r.experiment_id, r.run_name, r.user_id, r.status, r.start_time,"
          + " r.end_time, r.artifact_uri, r.lifecycle_stage";

  private RunRows() {}

  static RunRow row(ResultSet row) throws SQLException {
    return new RunRow(
        row.getLong("run_key"),
        new RunInfo(
            row.getString("run_id"),
            Long.toString(row.getLong("experiment_id")),
            row.getString("run_name"),
            row.getString("user_id"),
            RunStatus.valueOf(row.getString("status")),
            Columns.time(row, "start_time"),
            Columns.maybeTime(row, "end_time"),
            row.getString("artifact_uri"),
            LifecycleStage.of(row.getString("lifecycle_stage"))));
  }

  static Optional<RunRow> find(Session session, String runId) throws SQLException {
    return session.first(
        Fragment.of("SELECT " + COLUMNS + " FROM runs r WHERE r.run_id = ?", runId), RunRows::row);
  }

  static RunRow load(Session session, String runId) throws SQLException {
    return find(session, runId)
        .orElseThrow(() -> TrackingException.missing("Run with id=" + runId + " not found"));
  }

  /** The runs of those rows, in their order. */
  static List<Run> runs(Session session, List<RunRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> keys = rows.stream().map(RunRow::key).toList();
    Map<Long, List<Metric>> metrics = metrics(session, keys);
    Map<Long, List<Param>> params =
        Groups.of(
            session,
            select("params", keys),
            "run_key",
            row -> new Param(row.getString("key"), row.getString("value")));
    Map<Long, List<Tag>> tags = Groups.of(session, select("tags", keys), "run_key", Groups::tag);
    Map<Long, List<DatasetInput>> inputs = inputs(session, keys);
    Map<Long, RunModels> models = LoggedModelRows.ofRuns(session, keys);
    List<Run> runs = new ArrayList<>(rows.size());
    for (RunRow row : rows) {
      runs.add(
          new Run(
              row.info(),
              new RunData(
                  metrics.getOrDefault(row.key(), List.of()),
                  params.getOrDefault(row.key(), List.of()),
                  tags.getOrDefault(row.key(), List.of())),
              inputs.getOrDefault(row.key(), List.of()),
              models.getOrDefault(row.key(), RunModels.NONE)));
    }
    return runs;
  }

  private static Fragment select(String table, List<Long> keys) {
    return Fragment.of("SELECT * FROM " + table + " WHERE ")
        .then(Fragment.among("run_key", keys))
        .then(" ORDER BY rowid");
  }

  private static Map<Long, List<Metric>> metrics(Session session, List<Long> keys)
      throws SQLException {
    return Groups.of(
        session,
        select("latest_metrics", keys),
        "run_key",
        row ->
            new Metric(
                row.getString("key"),
                Columns.value(row),
                Columns.time(row, "timestamp"),
                row.getLong("step")));
  }

  private static Map<Long, List<DatasetInput>> inputs(Session session, List<Long> keys)
      throws SQLException {
    Map<Long, List<Tag>> tags =
        Groups.of(
            session,
            Fragment.of(
                    "SELECT t.* FROM input_tags t JOIN inputs i ON i.input_id = t.input_id WHERE ")
                .then(Fragment.among("i.run_key", keys))
                .then(" ORDER BY t.rowid"),
            "input_id",
            Groups::tag);
    return Groups.of(
        session,
        Fragment.of(
                "SELECT i.run_key, i.input_id, d.name, d.digest, d.source_type, d.source, d.schema,"
                    + " d.profile FROM inputs i JOIN datasets d ON d.dataset_id = i.dataset_id"
                    + " WHERE ")
            .then(Fragment.among("i.run_key", keys))
            .then(" ORDER BY i.input_id"),
        "run_key",
        row ->
            new DatasetInput(
                new Dataset(
                    row.getString("name"),
                    row.getString("digest"),
                    row.getString("source_type"),
                    row.getString("source"),
                    Columns.maybeText(row, "schema"),
                    Columns.maybeText(row, "profile")),
                tags.getOrDefault(row.getLong("input_id"), List.of())));
  }
}
