package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.LoggedModelStatus;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.RunModels;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes logged models' rows, however many, with one statement for each kind of thing.
 */
final class LoggedModelRows {
  private LoggedModelRows() {}

  /** A model without tags, params and metrics, and its row's number. */
  record Bare(long key, LoggedModel model) {}

  static Bare bare(ResultSet row) throws SQLException {
    return new Bare(
        row.getLong("logged_key"),
        new LoggedModel(
            row.getString("model_id"),
            Long.toString(row.getLong("experiment_id")),
            row.getString("name"),
            Columns.time(row, "creation_time"),
            Columns.time(row, "last_updated_time"),
            row.getString("artifact_uri"),
            LoggedModelStatus.valueOf(row.getString("status")),
            row.getString("model_type"),
            row.getString("source_run_id"),
            List.of(),
            List.of(),
            List.of()));
  }

  static Bare load(Session session, String modelId) throws SQLException {
    return found(modelId, find(session, modelId));
  }

  static Bare loadActive(Session session, String modelId) throws SQLException {
    return found(
        modelId,
        session.first(
            Fragment.of(
                "SELECT * FROM logged_models WHERE lifecycle_stage = 'active' AND model_id = ?",
                modelId),
            LoggedModelRows::bare));
  }

  static Optional<Bare> find(Session session, String modelId) throws SQLException {
    return session.first(
        Fragment.of("SELECT * FROM logged_models WHERE model_id = ?", modelId),
        LoggedModelRows::bare);
  }

  private static Bare found(String modelId, Optional<Bare> there) {
    return there.orElseThrow(
        () -> TrackingException.missing("Logged model with ID '" + modelId + "' not found."));
  }

  static LoggedModel full(Session session, Bare bare) throws SQLException {
    return full(session, List.of(bare)).get(0);
  }

  static List<LoggedModel> full(Session session, List<Bare> bare) throws SQLException {
    if (bare.isEmpty()) {
      return List.of();
    }
    List<Long> keys = bare.stream().map(Bare::key).toList();
    Map<Long, List<Tag>> tags =
        Groups.of(session, select("logged_model_tags", keys), "logged_key", Groups::tag);
    Map<Long, List<Param>> params =
        Groups.of(
            session,
            select("logged_model_params", keys),
            "logged_key",
            row -> new Param(row.getString("key"), row.getString("value")));
    Map<Long, List<LoggedModel.Measured>> metrics =
        Groups.of(
            session,
            Fragment.of(
                    "SELECT k.*, r.run_id, l.model_id FROM logged_model_metrics k JOIN runs r"
                        + " USING (run_key) JOIN logged_models l USING (logged_key) WHERE ")
                .then(Fragment.among("k.logged_key", keys))
                .then(" ORDER BY k.rowid"),
            "logged_key",
            LoggedModelRows::measured);
    List<LoggedModel> full = new ArrayList<>(bare.size());
    for (Bare each : bare) {
      LoggedModel model = each.model();
      full.add(
          new LoggedModel(
              model.modelId(),
              model.experimentId(),
              model.name(),
              model.creationTime(),
              model.lastUpdatedTime(),
              model.artifactUri(),
              model.status(),
              model.modelType(),
              model.sourceRunId(),
              tags.getOrDefault(each.key(), List.of()),
              params.getOrDefault(each.key(), List.of()),
              metrics.getOrDefault(each.key(), List.of())));
    }
    return full;
  }

  private static Fragment select(String table, List<Long> keys) {
    return Fragment.of("SELECT * FROM " + table + " WHERE ")
        .then(Fragment.among("logged_key", keys))
        .then(" ORDER BY rowid");
  }

  private static LoggedModel.Measured measured(ResultSet row) throws SQLException {
    return new LoggedModel.Measured(
        row.getString("run_id"),
        new ModelMetric(
            row.getString("model_id"),
            new Metric(
                row.getString("key"),
                Columns.value(row),
                Columns.time(row, "timestamp"),
                row.getLong("step")),
            said(row.getString("dataset_name")),
            said(row.getString("dataset_digest"))));
  }

  private static Optional<String> said(String text) {
    return Optional.of(text).filter(any -> !any.isEmpty());
  }

  static void putTags(Session session, long key, List<Tag> tags) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    tags.forEach(tag -> rows.add(new Object[] {key, tag.key(), tag.value()}));
    session.changeAll(
        "INSERT INTO logged_model_tags (logged_key, key, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (logged_key, key) DO UPDATE SET value = excluded.value",
        rows);
  }

  static Optional<String> tag(Session session, long key, String name) throws SQLException {
    return session.first(
        Fragment.of(
            "SELECT value FROM logged_model_tags WHERE logged_key = ? AND key = ?", key, name),
        row -> row.getString(1));
  }

  static void putMetrics(Session session, long run, List<ModelMetric> points) throws SQLException {
    Map<String, Long> keys = new HashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (ModelMetric each : points) {
      if (!keys.containsKey(each.modelId())) {
        keys.put(each.modelId(), load(session, each.modelId()).key());
      }
      Metric point = each.metric();
      rows.add(
          new Object[] {
            keys.get(each.modelId()),
            run,
            point.key(),
            point.timestamp().toEpochMilli(),
            point.step(),
            LogRows.stored(point),
            Double.isNaN(point.value()) ? 1L : 0L,
            each.datasetName().orElse(""),
            each.datasetDigest().orElse("")
          });
    }
    session.changeAll(
        "INSERT INTO logged_model_metrics (logged_key, run_key, key, timestamp, step,"
            + " value, is_nan, dataset_name, dataset_digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        rows);
  }

  /** The models that runs read and made, by the runs' numbers. */
  static Map<Long, RunModels> ofRuns(Session session, List<Long> runs) throws SQLException {
    Map<Long, List<String>> inputs =
        Groups.of(session, links("input", runs), "run_key", row -> row.getString("model_id"));
    Map<Long, List<ModelOutput>> outputs =
        Groups.of(
            session,
            links("output", runs),
            "run_key",
            row -> new ModelOutput(row.getString("model_id"), row.getLong("step")));
    Map<Long, RunModels> models = new HashMap<>();
    for (Long run : runs) {
      models.put(
          run,
          new RunModels(inputs.getOrDefault(run, List.of()), outputs.getOrDefault(run, List.of())));
    }
    return models;
  }

  private static Fragment links(String direction, List<Long> runs) {
    return Fragment.of("SELECT * FROM run_models WHERE direction = ? AND ", direction)
        .then(Fragment.among("run_key", runs))
        .then(" ORDER BY rowid");
  }
}
