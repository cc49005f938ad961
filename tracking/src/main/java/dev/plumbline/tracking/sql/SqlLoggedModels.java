package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.LoggedModelSearch;
import dev.plumbline.tracking.LoggedModelStatus;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.NewLoggedModel;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ExperimentRules;
import dev.plumbline.tracking.rules.LoggedModelRules;
import dev.plumbline.tracking.rules.PageRules;
import dev.plumbline.tracking.rules.RunNames;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Logged models in SQL. */
final class SqlLoggedModels implements LoggedModelStore {
  private static final int MOST = 10_000;
  private final Database database;
  private final Clock clock;
  private final Supplier<String> ids;

  SqlLoggedModels(Database database, Clock clock, Supplier<String> ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public LoggedModel createLoggedModel(NewLoggedModel wanted) {
    String id = LoggedModelRules.modelId(wanted.modelId().orElseGet(() -> "m-" + ids.get()));
    String name = wanted.name().map(LoggedModelRules::name).orElseGet(() -> RunNames.of(id));
    wanted.params().forEach(LoggedModelRules::param);
    wanted.tags().forEach(LoggedModelRules::tag);
    return database.write(
        subject(id),
        session -> {
          Optional<LoggedModelRows.Bare> there = LoggedModelRows.find(session, id);
          if (there.isPresent()) {
            return LoggedModelRows.full(session, there.get());
          }
          Experiment experiment = ExperimentRows.load(session, wanted.experimentId());
          ExperimentRows.checkActive(experiment);
          long now = clock.millis();
          long key =
              session.insert(
                  "INSERT INTO logged_models (model_id, experiment_id, name, artifact_uri, status,"
                      + " model_type, source_run_id, lifecycle_stage, creation_time,"
                      + " last_updated_time) VALUES (?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)"
                      + " RETURNING logged_key",
                  id,
                  ExperimentRules.id(experiment.experimentId()),
                  name,
                  experiment.artifactLocation() + "/models/" + id + "/artifacts",
                  LoggedModelStatus.PENDING.name(),
                  wanted.modelType(),
                  wanted.sourceRunId(),
                  now,
                  now);
          putParams(session, key, wanted.params());
          LoggedModelRows.putTags(session, key, wanted.tags());
          return LoggedModelRows.full(session, LoggedModelRows.load(session, id));
        });
  }

  @Override
  public LoggedModel loadLoggedModel(String modelId) {
    return database.read(
        session -> LoggedModelRows.full(session, LoggedModelRows.loadActive(session, modelId)));
  }

  @Override
  public LoggedModel loadLoggedModelEvenDeleted(String modelId) {
    return database.read(
        session -> LoggedModelRows.full(session, LoggedModelRows.load(session, modelId)));
  }

  @Override
  public LoggedModel finishLoggedModel(String modelId, LoggedModelStatus status) {
    return database.write(
        subject(modelId),
        session -> {
          session.change(
              "UPDATE logged_models SET status = ?, last_updated_time = ? WHERE logged_key = ?",
              status.name(),
              clock.millis(),
              LoggedModelRows.load(session, modelId).key());
          return LoggedModelRows.full(session, LoggedModelRows.load(session, modelId));
        });
  }

  @Override
  public void deleteLoggedModel(String modelId) {
    database.change(
        subject(modelId),
        session ->
            session.change(
                "UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_time = ?"
                    + " WHERE logged_key = ?",
                clock.millis(),
                LoggedModelRows.load(session, modelId).key()));
  }

  @Override
  public void logModelParams(String modelId, List<Param> params) {
    params.forEach(LoggedModelRules::param);
    database.change(
        subject(modelId),
        session -> putParams(session, LoggedModelRows.load(session, modelId).key(), params));
  }

  private static String subject(String modelId) {
    return "logged model " + modelId;
  }

  private static void putParams(Session session, long key, List<Param> params) throws SQLException {
    for (Param param : params) {
      Optional<String> logged =
          session.first(
              Fragment.of(
                  "SELECT value FROM logged_model_params WHERE logged_key = ? AND key = ?",
                  key,
                  param.key()),
              row -> row.getString(1));
      if (logged.isEmpty()) {
        session.change(
            "INSERT INTO logged_model_params (logged_key, key, value) VALUES (?, ?, ?)",
            key,
            param.key(),
            param.value());
      } else if (!logged.get().equals(param.value())) {
        throw TrackingException.invalid(
            "Changing param values is not allowed. Param with key='"
                + param.key()
                + "' was already logged with value='"
                + logged.get()
                + "' for the logged model. Attempted logging new value '"
                + param.value()
                + "'.");
      }
    }
  }

  @Override
  public void setModelTags(String modelId, List<Tag> tags) {
    tags.forEach(LoggedModelRules::tag);
    database.change(
        subject(modelId),
        session ->
            LoggedModelRows.putTags(session, LoggedModelRows.load(session, modelId).key(), tags));
  }

  @Override
  public void deleteModelTag(String modelId, String key) {
    database.change(
        subject(modelId),
        session -> {
          long model = LoggedModelRows.load(session, modelId).key();
          if (session.change(
                  "DELETE FROM logged_model_tags WHERE logged_key = ? AND key = ?", model, key)
              == 0) {
            throw TrackingException.missing(
                "No tag with key '" + key + "' found for model with ID '" + modelId + "'.");
          }
        });
  }

  @Override
  public Page<LoggedModel> searchLoggedModels(LoggedModelSearch search) {
    int max = PageRules.upTo(MOST, search.maxResults());
    PagedQuery query = LoggedModelQuery.of(search);
    return database.read(
        session -> {
          Page<LoggedModelRows.Bare> rows =
              query.page(session, max, search.pageToken(), LoggedModelRows::bare);
          return new Page<>(LoggedModelRows.full(session, rows.items()), rows.nextPageToken());
        });
  }

  @Override
  public void linkInputs(String runId, List<String> modelIds) {
    link(runId, "input", modelIds.stream().map(id -> new ModelOutput(id, 0)).toList());
  }

  @Override
  public void linkOutputs(String runId, List<ModelOutput> outputs) {
    link(runId, "output", outputs);
  }

  private void link(String runId, String direction, List<ModelOutput> models) {
    database.change(
        SqlRuns.subject(runId),
        session -> {
          long run = RunRows.load(session, runId).active().key();
          List<Object[]> rows = new ArrayList<>();
          models.forEach(
              each -> rows.add(new Object[] {run, direction, each.modelId(), each.step()}));
          session.changeAll(
              "INSERT INTO run_models (run_key, direction, model_id, step)"
                  + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
              rows);
        });
  }
}
