package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ModelRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads model versions, however many, with one statement each for their tags and aliases. */
final class VersionRows {
  static final String COLUMNS = "v.*, m.name";
  static final String FROM = "model_versions v JOIN registered_models m USING (model_key)";

  /** What a deleted version's row says in place of a stage. */
  static final String DELETED = "Deleted_Internal";

  private VersionRows() {}

  /** A version without tags and aliases, and its row's number. */
  record Bare(long key, long model, ModelVersion version) {}

  static Bare bare(ResultSet row) throws SQLException {
    return new Bare(
        row.getLong("version_key"),
        row.getLong("model_key"),
        new ModelVersion(
            row.getString("name"),
            row.getInt("version"),
            Columns.time(row, "creation_time"),
            Columns.time(row, "last_updated_time"),
            Stage.of(row.getString("current_stage")),
            Columns.maybeText(row, "description"),
            row.getString("source"),
            Columns.maybeText(row, "run_id"),
            Columns.maybeText(row, "run_link"),
            List.of(),
            List.of()));
  }

  static Bare load(Session session, String name, int version) throws SQLException {
    return session
        .first(
            select("m.name = ? AND v.version = ?", ModelRules.name(name), (long) version),
            VersionRows::bare)
        .orElseThrow(
            () ->
                TrackingException.missing(
                    "Model Version (name=" + name + ", version=" + version + ") not found"));
  }

  /** Those versions that aren't deleted, by number. */
  static Fragment select(String condition, Object... binds) {
    return Fragment.of(
            "SELECT "
                + COLUMNS
                + " FROM "
                + FROM
                + " WHERE v.current_stage != 'Deleted_Internal' AND ")
        .then(condition, binds)
        .then(" ORDER BY v.model_key, v.version");
  }

  static ModelVersion full(Session session, Bare bare) throws SQLException {
    return full(session, List.of(bare)).get(0);
  }

  static List<ModelVersion> full(Session session, List<Bare> bare) throws SQLException {
    if (bare.isEmpty()) {
      return List.of();
    }
    List<Long> keys = bare.stream().map(Bare::key).toList();
    Map<Long, List<Tag>> tags =
        Groups.of(
            session,
            Fragment.of("SELECT * FROM model_version_tags WHERE ")
                .then(Fragment.among("version_key", keys))
                .then(" ORDER BY rowid"),
            "version_key",
            Groups::tag);
    Map<Long, List<String>> aliases =
        Groups.of(
            session,
            Fragment.of("SELECT version_key, alias FROM model_aliases WHERE ")
                .then(Fragment.among("version_key", keys))
                .then(" ORDER BY alias"),
            "version_key",
            row -> row.getString("alias"));
    List<ModelVersion> full = new ArrayList<>(bare.size());
    for (Bare each : bare) {
      ModelVersion version = each.version();
      full.add(
          new ModelVersion(
              version.name(),
              version.version(),
              version.creationTimestamp(),
              version.lastUpdatedTimestamp(),
              version.currentStage(),
              version.description(),
              version.source(),
              version.runId(),
              version.runLink(),
              tags.getOrDefault(each.key(), List.of()),
              aliases.getOrDefault(each.key(), List.of())));
    }
    return full;
  }

  /** The newest version of each stage that those models have, by model and number. */
  static List<Bare> latest(Session session, List<Long> models) throws SQLException {
    Fragment newest =
        Fragment.of(
                "v.version_key IN (SELECT version_key FROM model_versions JOIN (SELECT model_key,"
                    + " current_stage, max(version) AS version FROM model_versions WHERE ")
            .then(Fragment.among("model_key", models))
            .then(
                " GROUP BY model_key, current_stage) AS n"
                    + " USING (model_key, current_stage, version))");
    return session.list(select(newest.sql(), newest.binds().toArray()), VersionRows::bare);
  }

  static Optional<Bare> newest(Session session, long model) throws SQLException {
    return session.first(
        Fragment.of(
            "SELECT "
                + COLUMNS
                + " FROM "
                + FROM
                + " WHERE v.model_key = ? AND v.current_stage != 'Deleted_Internal'"
                + " ORDER BY v.version DESC LIMIT 1",
            model),
        VersionRows::bare);
  }
}
