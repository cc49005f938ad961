package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ModelRules;
import dev.plumbline.tracking.rules.PageRules;
import dev.plumbline.tracking.search.EntityType;
import dev.plumbline.tracking.search.Grammar;
import dev.plumbline.tracking.search.Order;
import dev.plumbline.tracking.search.Order.Direction;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Model versions in SQL. The next number is taken under the write lock, so none is skipped. */
final class SqlVersions implements ModelVersionStore {
  private static final String SET_TAG =
      "INSERT INTO model_version_tags (version_key, key, value) VALUES (?, ?, ?)"
          + " ON CONFLICT (version_key, key) DO UPDATE SET value = excluded.value";
  private static final Map<String, String> COLUMNS =
      Map.of(
          "name", "m.name",
          "version_number", "v.version",
          "run_id", "v.run_id",
          "source_path", "v.source",
          "creation_timestamp", "v.creation_time",
          "last_updated_timestamp", "v.last_updated_time");

  /** Where MLflow lists the versions made from a logged model. */
  private static final String VERSIONS_TAG = "mlflow.modelVersions";

  private final RegistryDatabase database;
  private final Clock clock;

  SqlVersions(RegistryDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public ModelVersion createModelVersion(NewModelVersion wanted) {
    wanted.tags().forEach(ModelRules::tag);
    return database.write(
        wanted.name(),
        session -> {
          ModelRow model = ModelRow.load(session, wanted.name());
          Optional<VersionRows.Bare> there =
              wanted.sourceKey().isEmpty()
                  ? Optional.empty()
                  : session.first(
                      VersionRows.select(
                          "v.model_key = ? AND v.source_key = ?",
                          model.key(),
                          wanted.sourceKey().get()),
                      VersionRows::bare);
          return VersionRows.full(
              session, there.isPresent() ? there.get() : insert(session, model, wanted));
        });
  }

  private VersionRows.Bare insert(Session session, ModelRow model, NewModelVersion wanted)
      throws SQLException {
    long now = clock.millis();
    String storage = ModelUri.storageOf(session, wanted.source());
    Optional<LoggedModelRows.Bare> logged = logged(session, wanted);
    long key =
        session.insert(
            "INSERT INTO model_versions (model_key, version, source, storage_location, run_id,"
                + " run_link, description, current_stage, source_key, creation_time,"
                + " last_updated_time) VALUES (?, (SELECT coalesce(max(version), 0) + 1 FROM"
                + " model_versions WHERE model_key = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " RETURNING version_key",
            model.key(),
            model.key(),
            wanted.source(),
            storage,
            wanted
                .runId()
                .or(
                    () ->
                        logged
                            .map(each -> each.model().sourceRunId())
                            .filter(run -> !run.isEmpty())),
            wanted.runLink(),
            wanted.description(),
            Stage.NONE.word(),
            wanted.sourceKey(),
            now,
            now);
    for (Tag tag : wanted.tags()) {
      session.change(SET_TAG, key, tag.key(), tag.value());
    }
    model.touch(session, now);
    VersionRows.Bare made =
        session
            .first(VersionRows.select("v.version_key = ?", key), VersionRows::bare)
            .orElseThrow();
    if (wanted.modelId().isPresent()) {
      tell(session, logged.orElseThrow(), made.version());
    }
    return made;
  }

  /** The logged model that a version is made from. */
  private static Optional<LoggedModelRows.Bare> logged(Session session, NewModelVersion wanted)
      throws SQLException {
    Optional<String> id = wanted.modelId().or(() -> ModelUri.loggedModel(wanted.source()));
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(LoggedModelRows.loadActive(session, id.get()));
  }

  /** Writes a version down among those that a logged model's tag lists. */
  private static void tell(Session session, LoggedModelRows.Bare logged, ModelVersion version)
      throws SQLException {
    List<Object> versions = new ArrayList<>();
    Optional<String> there = LoggedModelRows.tag(session, logged.key(), VERSIONS_TAG);
    if (there.isPresent() && Json.parse(there.get()) instanceof List<?> listed) {
      versions.addAll(listed);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", version.name());
    entry.put("version", (long) version.version());
    versions.add(entry);
    LoggedModelRows.putTags(
        session, logged.key(), List.of(new Tag(VERSIONS_TAG, Json.write(versions))));
  }

  @Override
  public ModelVersion loadModelVersion(String name, int version) {
    return database.read(
        session -> VersionRows.full(session, VersionRows.load(session, name, version)));
  }

  @Override
  public Page<ModelVersion> searchModelVersions(Search search) {
    int max = PageRules.upTo(200_000, search.maxResults());
    PagedQuery query = new PagedQuery(VersionRows.COLUMNS, VersionRows.FROM);
    query.where(Fragment.of("v.current_stage != ?", VersionRows.DELETED));
    Comparisons.where(
        query,
        Prompts.versions(query, Grammar.MODEL_VERSIONS.filter(search.filter())),
        clause ->
            clause.type() == EntityType.TAG
                ? Comparisons.keyed("model_version_tags", "version_key", "v.version_key", clause)
                : Comparisons.of(COLUMNS.get(clause.key()), clause));
    List<Order> orders = Grammar.MODEL_VERSIONS.order(search.orderBy());
    if (orders.isEmpty()) {
      query.sort("v.last_updated_time", Direction.DESC);
    }
    orders.forEach(order -> query.sort(COLUMNS.get(order.key()), order.direction()));
    if (orders.stream().noneMatch(order -> order.isBy("name"))) {
      query.sort("m.name", Direction.ASC);
    }
    if (orders.stream().noneMatch(order -> order.isBy("version_number"))) {
      query.sort("v.version", Direction.DESC);
    }
    return database.read(
        session -> {
          Page<VersionRows.Bare> rows =
              query.page(session, max, search.pageToken(), VersionRows::bare);
          return new Page<>(VersionRows.full(session, rows.items()), rows.nextPageToken());
        });
  }

  @Override
  public ModelVersion describeModelVersion(String name, int version, Optional<String> description) {
    return database.write(
        name,
        session -> {
          session.change(
              "UPDATE model_versions SET description = ?, last_updated_time = ?"
                  + " WHERE version_key = ?",
              description,
              clock.millis(),
              VersionRows.load(session, name, version).key());
          return VersionRows.full(session, VersionRows.load(session, name, version));
        });
  }

  @Override
  public void deleteModelVersion(String name, int version) {
    database.change(
        name,
        session -> {
          VersionRows.Bare bare = VersionRows.load(session, name, version);
          long now = clock.millis();
          session.change("DELETE FROM model_aliases WHERE version_key = ?", bare.key());
          session.change("DELETE FROM model_version_tags WHERE version_key = ?", bare.key());
          session.change(
              "UPDATE model_versions SET current_stage = ?, source = '', storage_location = '',"
                  + " run_id = NULL, run_link = NULL, description = NULL, source_key = NULL,"
                  + " last_updated_time = ? WHERE version_key = ?",
              VersionRows.DELETED,
              now,
              bare.key());
          ModelRow.load(session, name).touch(session, now);
        });
  }

  @Override
  public void setModelVersionTag(String name, int version, Tag tag) {
    ModelRules.tag(tag);
    database.change(
        name,
        session ->
            session.change(
                SET_TAG, VersionRows.load(session, name, version).key(), tag.key(), tag.value()));
  }

  @Override
  public void deleteModelVersionTag(String name, int version, String key) {
    ModelRules.tagKey(key);
    database.change(
        name,
        session ->
            session.change(
                "DELETE FROM model_version_tags WHERE version_key = ? AND key = ?",
                VersionRows.load(session, name, version).key(),
                key));
  }

  @Override
  public ModelVersion transitionStage(String name, int version, Stage stage) {
    return database.write(name, session -> transition(session, name, version, stage));
  }

  @Override
  public ModelVersion transitionStageAndArchive(String name, int version, Stage stage) {
    if (!stage.isActive()) {
      throw TrackingException.invalid(
          "Model version transition cannot archive existing model versions because '"
              + stage.word()
              + "' is not an Active stage. Valid stages are ['Staging', 'Production']");
    }
    return database.write(
        name,
        session -> {
          VersionRows.Bare bare = VersionRows.load(session, name, version);
          session.change(
              "UPDATE model_versions SET current_stage = ?, last_updated_time = ?"
                  + " WHERE model_key = ? AND current_stage = ? AND version != ?",
              Stage.ARCHIVED.word(),
              clock.millis(),
              bare.model(),
              stage.word(),
              version);
          return transition(session, name, version, stage);
        });
  }

  private ModelVersion transition(Session session, String name, int version, Stage stage)
      throws SQLException {
    VersionRows.Bare bare = VersionRows.load(session, name, version);
    long now = clock.millis();
    session.change(
        "UPDATE model_versions SET current_stage = ?, last_updated_time = ?"
            + " WHERE version_key = ?",
        stage.word(),
        now,
        bare.key());
    ModelRow.load(session, name).touch(session, now);
    return VersionRows.full(session, VersionRows.load(session, name, version));
  }

  @Override
  public List<ModelVersion> latestVersions(String name, List<Stage> stages) {
    return database.read(
        session -> {
          ModelRow model = ModelRow.load(session, name);
          List<VersionRows.Bare> latest =
              VersionRows.latest(session, List.of(model.key())).stream()
                  .filter(
                      bare -> stages.isEmpty() || stages.contains(bare.version().currentStage()))
                  .toList();
          return VersionRows.full(session, latest);
        });
  }

  @Override
  public String downloadUri(String name, int version) {
    return database.read(session -> ModelUri.storage(session, name, version));
  }
}
