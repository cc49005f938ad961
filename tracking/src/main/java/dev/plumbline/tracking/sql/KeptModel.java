package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.tracking.ModelAlias;
import dev.plumbline.tracking.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A registered model with all that hangs on it, as a file holds it. Times are milliseconds since
 * 1970.
 *
 * @param form of the file, 1
 */
record KeptModel(
    int form,
    String name,
    Optional<String> description,
    long created,
    long updated,
    List<Tag> tags,
    List<Version> versions,
    List<ModelAlias> aliases) {
  private static final int FORM = 1;

  /** One version; a deleted one keeps its number. */
  record Version(
      int version,
      String source,
      String storage,
      Optional<String> runId,
      Optional<String> runLink,
      Optional<String> description,
      String stage,
      Optional<String> key,
      long created,
      long updated,
      List<Tag> tags) {

    private static Version of(ResultSet row, List<Tag> tags) throws SQLException {
      return new Version(
          row.getInt("version"),
          row.getString("source"),
          row.getString("storage_location"),
          Columns.maybeText(row, "run_id"),
          Columns.maybeText(row, "run_link"),
          Columns.maybeText(row, "description"),
          row.getString("current_stage"),
          Columns.maybeText(row, "source_key"),
          row.getLong("creation_time"),
          row.getLong("last_updated_time"),
          tags);
    }
  }

  static KeptModel read(Path file) throws IOException {
    try {
      KeptModel model = RecordJson.read(KeptModel.class, Files.readString(file));
      if (model.form() == FORM) {
        return model;
      }
      throw new IOException(
          "Cannot restore a model: "
              + file
              + " is of form "
              + model.form()
              + ", use a newer Plumbline");
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "Cannot restore a model: " + file + " is damaged, " + e.getMessage(), e);
    }
  }

  /** The model as a session has it. */
  static Optional<KeptModel> of(Session session, String name) throws SQLException {
    Optional<ModelRow> row = ModelRow.find(session, name);
    if (row.isEmpty()) {
      return Optional.empty();
    }
    long key = row.get().key();
    Map<Long, List<Tag>> tags =
        Groups.of(
            session,
            Fragment.of(
                "SELECT t.* FROM model_version_tags t JOIN model_versions v USING (version_key)"
                    + " WHERE v.model_key = ? ORDER BY t.rowid",
                key),
            "version_key",
            Groups::tag);
    return Optional.of(
        new KeptModel(
            FORM,
            row.get().name(),
            row.get().description(),
            row.get().created().toEpochMilli(),
            row.get().updated().toEpochMilli(),
            session.list(
                Fragment.of(
                    "SELECT * FROM registered_model_tags WHERE model_key = ? ORDER BY rowid", key),
                Groups::tag),
            session.list(
                Fragment.of(
                    "SELECT * FROM model_versions WHERE model_key = ? ORDER BY version", key),
                r -> Version.of(r, tags.getOrDefault(r.getLong("version_key"), List.of()))),
            session.list(
                Fragment.of(
                    "SELECT a.alias, v.version FROM model_aliases a JOIN model_versions v"
                        + " USING (version_key) WHERE a.model_key = ? ORDER BY a.alias",
                    key),
                r -> new ModelAlias(r.getString("alias"), r.getInt("version")))));
  }

  /** Adds to the session what it lacks of this model; answers how many versions that were. */
  int restore(Session session) throws SQLException {
    Optional<ModelRow> there = ModelRow.find(session, name);
    long key =
        there.isPresent()
            ? there.get().key()
            : session.insert(
                "INSERT INTO registered_models (name, description, creation_time,"
                    + " last_updated_time) VALUES (?, ?, ?, ?) RETURNING model_key",
                name,
                description,
                created,
                updated);
    for (Tag tag : tags) {
      session.change(
          "INSERT INTO registered_model_tags (model_key, key, value) VALUES (?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          key,
          tag.key(),
          tag.value());
    }
    int added = 0;
    for (Version version : versions) {
      added += restore(session, key, version);
    }
    for (ModelAlias alias : aliases) {
      session.change(
          "INSERT INTO model_aliases (model_key, alias, version_key)"
              + " SELECT model_key, ?, version_key FROM model_versions"
              + " WHERE model_key = ? AND version = ? ON CONFLICT DO NOTHING",
          alias.alias(),
          key,
          alias.version());
    }
    return added;
  }

  private static int restore(Session session, long model, Version v) throws SQLException {
    int added =
        session.change(
            "INSERT INTO model_versions (model_key, version, source, storage_location,"
                + " run_id, run_link, description, current_stage, source_key, creation_time,"
                + " last_updated_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT DO NOTHING",
            model,
            v.version(),
            v.source(),
            v.storage(),
            v.runId(),
            v.runLink(),
            v.description(),
            v.stage(),
            v.key(),
            v.created(),
            v.updated());
    if (added > 0) {
      for (Tag tag : v.tags()) {
        session.change(
            "INSERT INTO model_version_tags (version_key, key, value)"
                + " SELECT version_key, ?, ? FROM model_versions"
                + " WHERE model_key = ? AND version = ?",
            tag.key(),
            tag.value(),
            model,
            v.version());
      }
    }
    return added;
  }
}
