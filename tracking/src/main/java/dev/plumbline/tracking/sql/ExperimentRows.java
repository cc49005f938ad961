package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.rules.ExperimentRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads experiments with their tags. */
final class ExperimentRows {
  private ExperimentRows() {}

  static Experiment load(Session session, String experimentId) throws SQLException {
    return find(session, Fragment.of("experiment_id = ?", ExperimentRules.id(experimentId)))
        .orElseThrow(() -> missing(experimentId));
  }

  static TrackingException missing(String experimentId) {
    return TrackingException.missing("No Experiment with id=" + experimentId + " exists");
  }

  static Optional<Experiment> find(Session session, Fragment condition) throws SQLException {
    List<Experiment> bare =
        session.list(
            Fragment.of("SELECT * FROM experiments WHERE ").then(condition), ExperimentRows::bare);
    return tagged(session, bare).stream().findFirst();
  }

  /** An experiment without its tags. */
  static Experiment bare(ResultSet row) throws SQLException {
    return new Experiment(
        Long.toString(row.getLong("experiment_id")),
        row.getString("name"),
        row.getString("artifact_location"),
        LifecycleStage.of(row.getString("lifecycle_stage")),
        Columns.time(row, "creation_time"),
        Columns.time(row, "last_update_time"),
        List.of());
  }

  static List<Experiment> tagged(Session session, List<Experiment> bare) throws SQLException {
    if (bare.isEmpty()) {
      return bare;
    }
    List<Long> ids = bare.stream().map(each -> ExperimentRules.id(each.experimentId())).toList();
    Map<Long, List<Tag>> tags =
        Groups.of(
            session,
            Fragment.of("SELECT * FROM experiment_tags WHERE ")
                .then(Fragment.among("experiment_id", ids))
                .then(" ORDER BY rowid"),
            "experiment_id",
            Groups::tag);
    List<Experiment> tagged = new ArrayList<>();
    for (Experiment each : bare) {
      tagged.add(
          new Experiment(
              each.experimentId(),
              each.name(),
              each.artifactLocation(),
              each.lifecycleStage(),
              each.creationTime(),
              each.lastUpdateTime(),
              tags.getOrDefault(ExperimentRules.id(each.experimentId()), List.of())));
    }
    return tagged;
  }

  static void checkActive(Experiment experiment) {
    if (experiment.lifecycleStage() != LifecycleStage.ACTIVE) {
      throw TrackingException.invalid(
          "The experiment "
              + experiment.experimentId()
              + " must be in the 'active' state. Current state is "
              + experiment.lifecycleStage().word()
              + ".");
    }
  }
}
