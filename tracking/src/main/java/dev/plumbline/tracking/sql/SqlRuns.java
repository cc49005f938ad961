package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.rules.ExperimentRules;
import dev.plumbline.tracking.rules.PageRules;
import dev.plumbline.tracking.rules.RunNames;
import dev.plumbline.tracking.rules.RunRules;
import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.Condition;
import dev.plumbline.tracking.search.Grammar;
import dev.plumbline.tracking.search.Order;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs in SQL. */
final class SqlRuns implements RunStore {
  static final String RUN_NAME = "mlflow.runName";

  private final Database database;
  private final Clock clock;
  private final Supplier<String> ids;

  SqlRuns(Database database, Clock clock, Supplier<String> ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Run createRun(NewRun wanted) {
    String runId = RunRules.runId(wanted.runId().orElseGet(ids));
    List<Tag> tags = RunRules.tags(wanted.tags());
    String name = name(wanted, tags, runId);
    return database.write(
        subject(runId),
        session -> {
          Experiment experiment = ExperimentRows.load(session, wanted.experimentId());
          Optional<RunRow> there = RunRows.find(session, runId);
          if (there.isPresent()) {
            return again(session, there.get(), experiment);
          }
          ExperimentRows.checkActive(experiment);
          long key =
              session.insert(
                  "INSERT INTO runs (run_id, experiment_id, run_name, user_id, status, start_time,"
                      + " artifact_uri, lifecycle_stage) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
                      + " RETURNING run_key",
                  runId,
                  ExperimentRules.id(experiment.experimentId()),
                  name,
                  wanted.userId(),
                  RunStatus.RUNNING.name(),
                  wanted.startTime().toEpochMilli(),
                  experiment.artifactLocation() + "/" + runId + "/artifacts",
                  LifecycleStage.ACTIVE.word());
          LogRows.putTags(session, key, tags);
          LogRows.putTags(session, key, List.of(new Tag(RUN_NAME, name)));
          return run(session, RunRows.load(session, runId));
        });
  }

  static String subject(String runId) {
    return "run " + runId;
  }

  private static Run again(Session session, RunRow there, Experiment experiment)
      throws SQLException {
    if (!there.info().experimentId().equals(experiment.experimentId())) {
      throw new TrackingException(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          "Cannot create run: "
              + there.info().runId()
              + " is in experiment "
              + there.info().experimentId()
              + ", choose another run id");
    }
    return run(session, there);
  }

  private static String name(NewRun wanted, List<Tag> tags, String runId) {
    Optional<String> named = wanted.runName().filter(name -> !name.isEmpty());
    Optional<String> tagged =
        tags.stream()
            .filter(tag -> tag.key().equals(RUN_NAME) && !tag.value().isEmpty())
            .map(Tag::value)
            .reduce((first, last) -> last);
    if (named.isPresent() && tagged.isPresent() && !named.equals(tagged)) {
      throw TrackingException.invalid(
          "Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different"
              + " values (run_name='"
              + named.get()
              + "', mlflow.runName='"
              + tagged.get()
              + "').");
    }
    return named.or(() -> tagged).orElseGet(() -> RunNames.of(runId));
  }

  @Override
  public Run loadRun(String runId) {
    return database.read(session -> run(session, RunRows.load(session, runId)));
  }

  @Override
  public Optional<Run> findRun(String runId) {
    return database.read(
        session -> {
          Optional<RunRow> row = RunRows.find(session, runId);
          return row.isEmpty() ? Optional.empty() : Optional.of(run(session, row.get()));
        });
  }

  @Override
  public RunInfo updateRun(String runId, RunUpdate update) {
    return database.write(
        subject(runId),
        session -> {
          long key = RunRows.load(session, runId).active().key();
          session.change(
              "UPDATE runs SET status = coalesce(?, status), end_time = coalesce(?, end_time)"
                  + " WHERE run_key = ?",
              update.status().map(RunStatus::name),
              update.endTime().map(Instant::toEpochMilli),
              key);
          if (update.runName().isPresent()) {
            rename(session, key, update.runName().get());
          }
          return RunRows.load(session, runId).info();
        });
  }

  /** The name and its tag change together; an empty name changes nothing. */
  static void rename(Session session, long key, String name) throws SQLException {
    if (!name.isEmpty()) {
      session.change("UPDATE runs SET run_name = ? WHERE run_key = ?", name, key);
      LogRows.putTags(session, key, List.of(RunRules.tag(new Tag(RUN_NAME, name))));
    }
  }

  @Override
  public void deleteRun(String runId) {
    database.change(
        subject(runId),
        session ->
            session.change(
                "UPDATE runs SET lifecycle_stage = 'deleted',"
                    + " deleted_time = coalesce(deleted_time, ?) WHERE run_key = ?",
                clock.millis(),
                RunRows.load(session, runId).key()));
  }

  @Override
  public void restoreRun(String runId) {
    database.change(
        subject(runId),
        session ->
            session.change(
                "UPDATE runs SET lifecycle_stage = 'active', deleted_time = NULL"
                    + " WHERE run_key = ?",
                RunRows.load(session, runId).key()));
  }

  @Override
  public Page<Run> searchRuns(List<String> experimentIds, ViewType view, Search search) {
    int max = PageRules.upTo(50_000, search.maxResults());
    Condition<Clause> filter = Grammar.RUNS.filter(search.filter());
    List<Order> orders = Grammar.RUNS.order(search.orderBy());
    List<Long> experiments = experimentIds.stream().map(ExperimentRules::id).toList();
    if (experiments.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    PagedQuery query = new RunQuery(experiments, view).of(filter, orders);
    return database.read(
        session -> {
          Page<RunRow> rows = query.page(session, max, search.pageToken(), RunRows::row);
          return new Page<>(RunRows.runs(session, rows.items()), rows.nextPageToken());
        });
  }

  /** By the tag's index from its newest run back, which is one step for each value. */
  @Override
  public Map<String, Run> latestByTag(
      List<String> experimentIds, String key, Collection<String> values) {
    List<Long> experiments = experimentIds.stream().map(ExperimentRules::id).toList();
    if (experiments.isEmpty() || values.isEmpty()) {
      return Map.of();
    }
    Fragment newest =
        Fragment.of(
                "SELECT w.value AS wanted, (SELECT r.run_key FROM tags t JOIN runs r USING"
                    + " (run_key) WHERE t.key = ? AND t.value = w.value AND "
                    + Comparisons.HEAD.formatted("t.value")
                    + " = "
                    + Comparisons.HEAD.formatted("w.value")
                    + " AND r.status = 'FINISHED'"
                    + " AND r.lifecycle_stage = 'active' AND ",
                key)
            .then(Fragment.among("r.experiment_id", experiments))
            .then(
                " ORDER BY t.run_key DESC LIMIT 1) AS newest FROM " + Dialect.TEXTS,
                List.copyOf(values));
    return database.read(
        session -> {
          Map<Long, String> wanted = new LinkedHashMap<>();
          session.list(
              newest,
              row ->
                  row.getLong("newest") == 0
                      ? ""
                      : wanted.put(row.getLong("newest"), row.getString("wanted")));
          Map<String, Run> latest = new HashMap<>();
          if (!wanted.isEmpty()) {
            List<RunRow> rows =
                session.list(
                    Fragment.of("SELECT " + RunRows.COLUMNS + " FROM runs r WHERE ")
                        .then(Fragment.among("r.run_key", wanted.keySet())),
                    RunRows::row);
            List<Run> runs = RunRows.runs(session, rows);
            for (int i = 0; i < rows.size(); i++) {
              latest.put(wanted.get(rows.get(i).key()), runs.get(i));
            }
          }
          return latest;
        });
  }

  private static Run run(Session session, RunRow row) throws SQLException {
    return RunRows.runs(session, List.of(row)).get(0);
  }
}
