package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.ExperimentStore;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.rules.ExperimentRules;
import dev.plumbline.tracking.rules.PageRules;
import dev.plumbline.tracking.search.Clause;
import dev.plumbline.tracking.search.EntityType;
import dev.plumbline.tracking.search.Grammar;
import dev.plumbline.tracking.search.Operand;
import dev.plumbline.tracking.search.Order;
import dev.plumbline.tracking.search.Order.Direction;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Experiments in SQL. */
final class SqlExperiments implements ExperimentStore {
  private static final String SET_TAG =
      "INSERT INTO experiment_tags (experiment_id, key, value) VALUES (?, ?, ?)"
          + " ON CONFLICT (experiment_id, key) DO UPDATE SET value = excluded.value";

  private final Database database;
  private final Clock clock;
  private final String artifactRoot;

  SqlExperiments(Database database, Clock clock, String artifactRoot) {
    this.database = database;
    this.clock = clock;
    this.artifactRoot = artifactRoot;
  }

  /** Makes the experiment "0" if the store has none at all. */
  void createDefault() {
    if (database.read(session -> anyExperiment(session).isPresent())) {
      return;
    }
    database.change(
        subject("0"),
        session -> {
          if (anyExperiment(session).isEmpty()) {
            insert(session, Optional.of(0L), "Default", artifactRoot + "/0");
          }
        });
  }

  private static String subject(String experimentId) {
    return "experiment " + experimentId;
  }

  private static Optional<Long> anyExperiment(Session session) throws SQLException {
    return session.first(
        Fragment.of("SELECT experiment_id FROM experiments LIMIT 1"), row -> row.getLong(1));
  }

  private long insert(Session session, Optional<Long> id, String name, String location)
      throws SQLException {
    long now = clock.millis();
    String columns = "name, artifact_location, lifecycle_stage, creation_time, last_update_time";
    String active = LifecycleStage.ACTIVE.word();
    return id.isPresent()
        ? session.insert(
            "INSERT INTO experiments (experiment_id, "
                + columns
                + ") VALUES (?, ?, ?, ?, ?, ?) RETURNING experiment_id",
            id.get(),
            name,
            location,
            active,
            now,
            now)
        : session.insert(
            "INSERT INTO experiments ("
                + columns
                + ") VALUES (?, ?, ?, ?, ?) RETURNING experiment_id",
            name,
            location,
            active,
            now,
            now);
  }

  @Override
  public String createExperiment(NewExperiment experiment) {
    String name = ExperimentRules.name(experiment.name());
    experiment.artifactLocation().ifPresent(ExperimentRules::artifactLocation);
    experiment.tags().forEach(ExperimentRules::tag);
    return database.write(
        "experiment named " + name,
        session -> {
          checkFree(session, name);
          long id =
              insert(session, Optional.empty(), name, experiment.artifactLocation().orElse(""));
          if (experiment.artifactLocation().isEmpty()) {
            session.change(
                "UPDATE experiments SET artifact_location = ? WHERE experiment_id = ?",
                artifactRoot + "/" + id,
                id);
          }
          for (Tag tag : experiment.tags()) {
            session.change(SET_TAG, id, tag.key(), tag.value());
          }
          return Long.toString(id);
        });
  }

  private static void checkFree(Session session, String name) throws SQLException {
    Optional<Experiment> taken = ExperimentRows.find(session, Fragment.of("name = ?", name));
    if (taken.isPresent()) {
      boolean deleted = taken.get().lifecycleStage() == LifecycleStage.DELETED;
      throw new TrackingException(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          "Experiment(name="
              + name
              + ") already exists."
              + (deleted ? " It is deleted: restore it or choose another name." : ""));
    }
  }

  @Override
  public Experiment loadExperiment(String experimentId) {
    return database.read(session -> ExperimentRows.load(session, experimentId));
  }

  @Override
  public Optional<Experiment> findExperiment(String name) {
    return database.read(session -> ExperimentRows.find(session, Fragment.of("name = ?", name)));
  }

  @Override
  public Page<Experiment> searchExperiments(ViewType view, Search search) {
    int max = PageRules.upTo(50_000, search.maxResults());
    PagedQuery query = new PagedQuery("e.*", "experiments e");
    Lifecycles.of("e.lifecycle_stage", view).ifPresent(query::where);
    Comparisons.where(
        query, Grammar.EXPERIMENTS.filter(search.filter()), SqlExperiments::condition);
    List<Order> orders = Grammar.EXPERIMENTS.order(search.orderBy());
    orders.forEach(order -> query.sort("e." + order.key(), order.direction()));
    if (orders.isEmpty()) {
      query.sort("e.creation_time", Direction.DESC);
      query.sort("e.experiment_id", Direction.ASC);
    } else if (orders.stream().noneMatch(order -> order.isBy("experiment_id"))) {
      query.sort("e.experiment_id", Direction.DESC);
    }
    return database.read(
        session -> {
          Page<Experiment> page =
              query.page(session, max, search.pageToken(), ExperimentRows::bare);
          return new Page<>(ExperimentRows.tagged(session, page.items()), page.nextPageToken());
        });
  }

  private static Fragment condition(Clause clause) {
    if (clause.type() == EntityType.TAG) {
      return Comparisons.keyed("experiment_tags", "experiment_id", "e.experiment_id", clause);
    }
    if (clause.key().equals("experiment_id")) {
      if (clause.operand() instanceof Operand.Texts list) {
        list.texts().forEach(ExperimentRules::id);
      } else if (clause.operand() instanceof Operand.Text text) {
        ExperimentRules.id(text.text());
      }
      return Comparisons.of("CAST(e.experiment_id AS TEXT)", clause);
    }
    return Comparisons.of("e." + clause.key(), clause);
  }

  @Override
  public void renameExperiment(String experimentId, String newName) {
    String name = ExperimentRules.name(newName);
    database.change(
        subject(experimentId),
        session -> {
          Experiment experiment = ExperimentRows.load(session, experimentId);
          if (experiment.lifecycleStage() != LifecycleStage.ACTIVE) {
            throw new TrackingException(
                ErrorCode.INVALID_STATE, "Cannot rename a non-active experiment.");
          }
          if (!experiment.name().equals(name)) {
            checkFree(session, name);
          }
          session.change(
              "UPDATE experiments SET name = ?, last_update_time = ? WHERE experiment_id = ?",
              name,
              clock.millis(),
              ExperimentRules.id(experimentId));
        });
  }

  @Override
  public void deleteExperiment(String experimentId) {
    move(experimentId, LifecycleStage.ACTIVE, LifecycleStage.DELETED);
  }

  @Override
  public void restoreExperiment(String experimentId) {
    move(experimentId, LifecycleStage.DELETED, LifecycleStage.ACTIVE);
  }

  /** Moves an experiment that is in one stage, and its runs whatever theirs, to the other. */
  private void move(String experimentId, LifecycleStage from, LifecycleStage to) {
    long id = ExperimentRules.id(experimentId);
    long now = clock.millis();
    database.change(
        subject(experimentId),
        session -> {
          int moved =
              session.change(
                  "UPDATE experiments SET lifecycle_stage = ?, last_update_time = ?"
                      + " WHERE experiment_id = ? AND lifecycle_stage = ?",
                  to.word(),
                  now,
                  id,
                  from.word());
          if (moved == 0) {
            throw ExperimentRows.missing(experimentId);
          }
          session.change(
              "UPDATE runs SET lifecycle_stage = ?, deleted_time = ? WHERE experiment_id = ?",
              to.word(),
              to == LifecycleStage.DELETED ? Optional.of(now) : Optional.empty(),
              id);
        });
  }

  @Override
  public void setExperimentTag(String experimentId, Tag tag) {
    ExperimentRules.tag(tag);
    database.change(
        subject(experimentId),
        session -> {
          Experiment experiment = ExperimentRows.load(session, experimentId);
          ExperimentRows.checkActive(experiment);
          session.change(SET_TAG, ExperimentRules.id(experimentId), tag.key(), tag.value());
        });
  }

  @Override
  public void deleteExperimentTag(String experimentId, String key) {
    database.change(
        subject(experimentId),
        session -> {
          ExperimentRows.checkActive(ExperimentRows.load(session, experimentId));
          int deleted =
              session.change(
                  "DELETE FROM experiment_tags WHERE experiment_id = ? AND key = ?",
                  ExperimentRules.id(experimentId),
                  key);
          if (deleted == 0) {
            throw TrackingException.missing(
                "No tag with name: " + key + " in experiment with id " + experimentId);
          }
        });
  }
}
