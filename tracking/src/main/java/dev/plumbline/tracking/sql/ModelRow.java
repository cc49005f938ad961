package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ModelRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A registered model's row with its number, on which its versions, tags and aliases hang. */
record ModelRow(
    long key, String name, Optional<String> description, Instant created, Instant updated) {

  static ModelRow of(ResultSet row) throws SQLException {
    return new ModelRow(
        row.getLong("model_key"),
        row.getString("name"),
        Columns.maybeText(row, "description"),
        Columns.time(row, "creation_time"),
        Columns.time(row, "last_updated_time"));
  }

  static Optional<ModelRow> find(Session session, String name) throws SQLException {
    return session.first(
        Fragment.of("SELECT * FROM registered_models WHERE name = ?", ModelRules.name(name)),
        ModelRow::of);
  }

  static ModelRow load(Session session, String name) throws SQLException {
    return find(session, name)
        .orElseThrow(
            () -> TrackingException.missing("Registered Model with name=" + name + " not found"));
  }

  /** Says when a model last changed. */
  void touch(Session session, long millis) throws SQLException {
    session.change(
        "UPDATE registered_models SET last_updated_time = ? WHERE model_key = ?", millis, key);
  }
}
