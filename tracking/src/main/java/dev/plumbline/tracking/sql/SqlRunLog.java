package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ExperimentRules;
import dev.plumbline.tracking.rules.PageRules;
import dev.plumbline.tracking.rules.ParamConflicts;
import dev.plumbline.tracking.rules.RunRules;
import dev.plumbline.tracking.search.Order.Direction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is logged to runs, in SQL. */
final class SqlRunLog implements RunLog {
  private final Database database;

  SqlRunLog(Database database) {
    this.database = database;
  }

  @Override
  public void logMetric(String runId, Metric metric) {
    Metric checked = RunRules.metric(metric);
    database.change(
        SqlRuns.subject(runId),
        session ->
            LogRows.putMetrics(
                session, RunRows.load(session, runId).active().key(), List.of(checked)));
  }

  @Override
  public void logParam(String runId, Param param) {
    Param checked = RunRules.param(param);
    database.change(
        SqlRuns.subject(runId),
        session -> {
          RunRow run = RunRows.load(session, runId).active();
          Optional<String> logged = LogRows.param(session, run.key(), checked.key());
          if (logged.isEmpty()) {
            LogRows.putParams(session, run, List.of(checked));
          } else if (!logged.get().equals(checked.value())) {
            throw ParamConflicts.single(checked, logged.get(), runId);
          }
        });
  }

  @Override
  public void setTag(String runId, Tag tag) {
    Tag checked = RunRules.tag(tag);
    database.change(
        SqlRuns.subject(runId),
        session -> setTags(session, RunRows.load(session, runId).active(), List.of(checked)));
  }

  private static void setTags(Session session, RunRow run, List<Tag> tags) throws SQLException {
    for (Tag tag : tags) {
      if (tag.key().equals(SqlRuns.RUN_NAME)) {
        SqlRuns.rename(session, run.key(), tag.value());
      }
    }
    LogRows.putTags(
        session,
        run.key(),
        tags.stream().filter(tag -> !tag.key().equals(SqlRuns.RUN_NAME)).toList());
  }

  @Override
  public void deleteTag(String runId, String key) {
    database.change(
        SqlRuns.subject(runId),
        session -> {
          long run = RunRows.load(session, runId).active().key();
          if (session.change("DELETE FROM tags WHERE run_key = ? AND key = ?", run, key) == 0) {
            throw TrackingException.missing(
                "No tag with name: " + key + " in run with id " + runId);
          }
        });
  }

  @Override
  public void logBatch(String runId, Batch batch) {
    RunRules.runId(runId);
    Batch checked = RunRules.batch(batch);
    database.change(
        SqlRuns.subject(runId),
        session -> {
          RunRow run = RunRows.load(session, runId).active();
          LogRows.putParams(session, run, checked.params());
          LogRows.putMetrics(session, run.key(), checked.metrics());
          LoggedModelRows.putMetrics(session, run.key(), checked.ofModels());
          setTags(session, run, checked.tags());
        });
  }

  @Override
  public void logInputs(String runId, List<DatasetInput> datasets) {
    RunRules.runId(runId);
    datasets.forEach(ExperimentRules::input);
    database.change(
        SqlRuns.subject(runId),
        session -> {
          RunRow run = RunRows.load(session, runId).active();
          for (DatasetInput input : datasets) {
            LogRows.putInput(session, run, input);
          }
        });
  }

  @Override
  public Page<Metric> metricHistory(
      String runId, String key, int maxResults, Optional<String> pageToken) {
    int max = PageRules.upTo(Integer.MAX_VALUE - 1, maxResults);
    PagedQuery query = new PagedQuery("m.*", "metrics m");
    query.where(
        Fragment.of(
            "m.run_key = (SELECT run_key FROM runs WHERE run_id = ?) AND m.key = ?", runId, key));
    for (String column : List.of("timestamp", "step", "value", "is_nan")) {
      query.sort("m." + column, Direction.ASC);
    }
    return database.read(
        session ->
            query.page(
                session,
                max,
                pageToken,
                row ->
                    new Metric(
                        row.getString("key"),
                        Columns.value(row),
                        Columns.time(row, "timestamp"),
                        row.getLong("step"))));
  }
}
