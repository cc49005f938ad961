package dev.plumbline.runner.plan;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process of a run committed and could not record any more, because it ended in between: a
 * commit in a table's log by the step's transaction, a model directory by its place. Both say of
 * which identity of the step they are.
 */
final class Leftovers {
  private final PlanningServices services;
  private final Map<String, URI> locations;
  private final Optional<Interval> interval;
  private final String runId;

  /**
   * @param locations of tables, by name
   */
  Leftovers(
      PlanningServices services,
      Map<String, URI> locations,
      Optional<Interval> interval,
      String runId) {
    this.services = services;
    this.locations = locations;
    this.interval = interval;
    this.runId = runId;
  }

  /**
   * One that was found.
   *
   * @param fingerprint of the step that made it
   */
  record Found(StepOutput output, String fingerprint, Instant at) {}

  /** A write has one at most, a training one for each identity that it was tried with. */
  List<Found> of(Node node) {
    if (node instanceof Node.Write write) {
      return rows(write);
    }
    return node instanceof Node.Train train ? models(train) : List.of();
  }

  private List<Found> rows(Node.Write write) {
    URI location = locations.get(write.table().name());
    Optional<TableState> state = services.tables().latest(location);
    String transaction = Transactions.of(runId, write, interval);
    Optional<TableCommit> commit = state.flatMap(s -> s.commitOf(transaction));
    if (commit.isEmpty()) {
      return List.of();
    }
    TableVersion version =
        new TableVersion(
            write.table().name(),
            location,
            state.orElseThrow().tableId(),
            commit.get().version(),
            write.rows().digest(),
            Long.parseLong(commit.get().metrics().getOrDefault("numOutputRows", "-1")));
    return List.of(
        new Found(
            new StepOutput.Rows(version, transaction),
            commit.get().provenance().getOrDefault("fingerprint", ""),
            commit.get().at()));
  }

  private List<Found> models(Node.Train train) {
    List<Found> found = new ArrayList<>();
    for (URI place : services.artifacts().list(runId, Transactions.model(train))) {
      try {
        Path folder = services.artifacts().fetch(place);
        String digest = services.models().get().verify(folder);
        Map<String, String> origin = services.models().get().origin(folder);
        found.add(
            new Found(
                new StepOutput.ModelDirectory(place, digest),
                origin.getOrDefault("fingerprint", ""),
                Instant.parse(origin.getOrDefault("created", Instant.EPOCH.toString()))));
      } catch (RuntimeException e) {
        // no whole model: it is trained again, beside this one
      }
    }
    return found;
  }

  /** What a commit of another identity means for those who would go on with the run. */
  static String foreign(Node node, Found found) {
    return "an earlier process of it committed step "
        + node.name()
        + " as "
        + ((StepOutput.Rows) found.output()).version()
        + " with other code, parameters or inputs (fingerprint "
        + found.fingerprint()
        + "), and ended before that was recorded; start a new run, without its id";
  }
}
