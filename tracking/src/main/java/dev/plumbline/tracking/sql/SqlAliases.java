package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.ModelAliasStore;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ModelRules;
import java.sql.SQLException;
import java.util.Optional;

/** Aliases in SQL. */
final class SqlAliases implements ModelAliasStore {
  private final RegistryDatabase database;

  SqlAliases(RegistryDatabase database) {
    this.database = database;
  }

  @Override
  public void setAlias(String name, String alias, int version) {
    ModelRules.newAlias(alias);
    database.change(
        name, session -> point(session, alias, VersionRows.load(session, name, version)));
  }

  @Override
  public boolean compareAndSetAlias(
      String name, String alias, Optional<Integer> expected, int version) {
    ModelRules.newAlias(alias);
    return database.write(
        name,
        session -> {
          VersionRows.Bare target = VersionRows.load(session, name, version);
          Optional<Integer> current =
              session.first(
                  Fragment.of(
                      "SELECT v.version FROM model_aliases a JOIN model_versions v"
                          + " USING (version_key) WHERE a.model_key = ? AND a.alias = ?",
                      target.model(),
                      alias),
                  row -> row.getInt(1));
          if (current.equals(expected)) {
            point(session, alias, target);
            return true;
          }
          return current.equals(Optional.of(version));
        });
  }

  private static void point(Session session, String alias, VersionRows.Bare target)
      throws SQLException {
    session.change(
        "INSERT INTO model_aliases (model_key, alias, version_key) VALUES (?, ?, ?)"
            + " ON CONFLICT (model_key, alias) DO UPDATE SET version_key = excluded.version_key",
        target.model(),
        alias,
        target.key());
  }

  @Override
  public void deleteAlias(String name, String alias) {
    ModelRules.alias(alias);
    database.change(
        name,
        session ->
            session.change(
                "DELETE FROM model_aliases WHERE model_key = ? AND alias = ?",
                ModelRow.load(session, name).key(),
                alias));
  }

  @Override
  public ModelVersion loadModelVersionByAlias(String name, String alias) {
    ModelRules.alias(alias);
    return database.read(
        session -> {
          ModelRow model = ModelRow.load(session, name);
          if (ModelRules.isLatest(alias)) {
            return VersionRows.full(
                session,
                VersionRows.newest(session, model.key())
                    .orElseThrow(
                        () ->
                            TrackingException.missing(
                                "Latest version not found for model " + name + ".")));
          }
          VersionRows.Bare bare =
              session
                  .first(
                      VersionRows.select(
                          "v.version_key = (SELECT version_key FROM model_aliases"
                              + " WHERE model_key = ? AND alias = ?)",
                          model.key(),
                          alias),
                      VersionRows::bare)
                  .orElseThrow(
                      () ->
                          TrackingException.invalid(
                              "Registered model alias " + alias + " not found."));
          return VersionRows.full(session, bare);
        });
  }
}
