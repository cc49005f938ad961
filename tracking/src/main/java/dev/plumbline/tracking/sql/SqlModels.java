package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.ModelAlias;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.RegisteredModelStore;
import dev.plumbline.tracking.Search;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Registered models in SQL. */
final class SqlModels implements RegisteredModelStore {
  private static final String SET_TAG =
      "INSERT INTO registered_model_tags (model_key, key, value) VALUES (?, ?, ?)"
          + " ON CONFLICT (model_key, key) DO UPDATE SET value = excluded.value";

  private final RegistryDatabase database;
  private final Clock clock;

  SqlModels(RegistryDatabase database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public RegisteredModel createRegisteredModel(
      String name, Optional<String> description, List<Tag> tags) {
    ModelRules.name(name);
    tags.forEach(ModelRules::tag);
    return database.write(
        name,
        session -> {
          checkFree(session, name);
          long now = clock.millis();
          long key =
              session.insert(
                  "INSERT INTO registered_models (name, description, creation_time,"
                      + " last_updated_time) VALUES (?, ?, ?, ?) RETURNING model_key",
                  name,
                  description,
                  now,
                  now);
          for (Tag tag : tags) {
            session.change(SET_TAG, key, tag.key(), tag.value());
          }
          return full(session, ModelRow.load(session, name));
        });
  }

  private static void checkFree(Session session, String name) throws SQLException {
    if (ModelRow.find(session, name).isPresent()) {
      throw new TrackingException(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          "Registered Model (name=" + name + ") already exists.");
    }
  }

  @Override
  public RegisteredModel loadRegisteredModel(String name) {
    return database.read(session -> full(session, ModelRow.load(session, name)));
  }

  @Override
  public Optional<RegisteredModel> findRegisteredModel(String name) {
    return database.read(
        session -> {
          Optional<ModelRow> row = ModelRow.find(session, name);
          return row.isEmpty() ? Optional.empty() : Optional.of(full(session, row.get()));
        });
  }

  @Override
  public Page<RegisteredModel> searchRegisteredModels(Search search) {
    int max = PageRules.upTo(1000, search.maxResults());
    PagedQuery query = new PagedQuery("m.*", "registered_models m");
    Comparisons.where(
        query,
        Prompts.models(query, Grammar.REGISTERED_MODELS.filter(search.filter())),
        clause ->
            clause.type() == EntityType.TAG
                ? Comparisons.keyed("registered_model_tags", "model_key", "m.model_key", clause)
                : Comparisons.of("m.name", clause));
    List<Order> orders = Grammar.REGISTERED_MODELS.order(search.orderBy());
    for (Order order : orders) {
      query.sort(order.isBy("name") ? "m.name" : "m.last_updated_time", order.direction());
    }
    if (orders.stream().noneMatch(order -> order.isBy("name"))) {
      query.sort("m.name", Direction.ASC);
    }
    return database.read(
        session -> {
          Page<ModelRow> rows = query.page(session, max, search.pageToken(), ModelRow::of);
          return new Page<>(full(session, rows.items()), rows.nextPageToken());
        });
  }

  @Override
  public RegisteredModel renameRegisteredModel(String name, String newName) {
    ModelRules.newName(newName);
    return database.write(
        name,
        session -> {
          ModelRow model = ModelRow.load(session, name);
          if (!newName.equals(name)) {
            checkFree(session, newName);
          }
          long now = clock.millis();
          session.change(
              "UPDATE registered_models SET name = ? WHERE model_key = ?", newName, model.key());
          session.change(
              "UPDATE model_versions SET last_updated_time = ? WHERE model_key = ?",
              now,
              model.key());
          model.touch(session, now);
          database.files().keep(session, newName);
          return full(session, ModelRow.load(session, newName));
        });
  }

  @Override
  public RegisteredModel describeRegisteredModel(String name, Optional<String> description) {
    return database.write(
        name,
        session -> {
          ModelRow model = ModelRow.load(session, name);
          session.change(
              "UPDATE registered_models SET description = ? WHERE model_key = ?",
              description,
              model.key());
          model.touch(session, clock.millis());
          return full(session, ModelRow.load(session, name));
        });
  }

  @Override
  public void deleteRegisteredModel(String name) {
    database.change(
        name,
        session ->
            session.change(
                "DELETE FROM registered_models WHERE model_key = ?",
                ModelRow.load(session, name).key()));
  }

  @Override
  public void setRegisteredModelTag(String name, Tag tag) {
    ModelRules.tag(tag);
    database.change(
        name,
        session ->
            session.change(SET_TAG, ModelRow.load(session, name).key(), tag.key(), tag.value()));
  }

  @Override
  public void deleteRegisteredModelTag(String name, String key) {
    ModelRules.tagKey(key);
    database.change(
        name,
        session ->
            session.change(
                "DELETE FROM registered_model_tags WHERE model_key = ? AND key = ?",
                ModelRow.load(session, name).key(),
                key));
  }

  private static RegisteredModel full(Session session, ModelRow row) throws SQLException {
    return full(session, List.of(row)).get(0);
  }

  private static List<RegisteredModel> full(Session session, List<ModelRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Long> keys = rows.stream().map(ModelRow::key).toList();
    Map<String, List<ModelVersion>> latest =
        VersionRows.full(session, VersionRows.latest(session, keys)).stream()
            .collect(Collectors.groupingBy(ModelVersion::name));
    Map<Long, List<Tag>> tags =
        Groups.of(
            session,
            Fragment.of("SELECT * FROM registered_model_tags WHERE ")
                .then(Fragment.among("model_key", keys))
                .then(" ORDER BY rowid"),
            "model_key",
            Groups::tag);
    Map<Long, List<ModelAlias>> aliases =
        Groups.of(
            session,
            Fragment.of(
                    "SELECT a.model_key, a.alias, v.version FROM model_aliases a"
                        + " JOIN model_versions v USING (version_key) WHERE ")
                .then(Fragment.among("a.model_key", keys))
                .then(" ORDER BY a.alias"),
            "model_key",
            row -> new ModelAlias(row.getString("alias"), row.getInt("version")));
    List<RegisteredModel> models = new ArrayList<>(rows.size());
    for (ModelRow row : rows) {
      models.add(
          new RegisteredModel(
              row.name(),
              row.created(),
              row.updated(),
              row.description(),
              latest.getOrDefault(row.name(), List.of()),
              tags.getOrDefault(row.key(), List.of()),
              aliases.getOrDefault(row.key(), List.of())));
    }
    return models;
  }
}
