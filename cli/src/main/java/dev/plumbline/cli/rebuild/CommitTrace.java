package dev.plumbline.cli.rebuild;

import dev.plumbline.pipeline.event.EventBundle;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.StepOutput;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A commit of Plumbline's as the trace of a run. */
final class CommitTrace {
  private CommitTrace() {}

  /**
   * Empty for somebody else's commit, and for one that wrote no rows of a step.
   *
   * @throws IllegalArgumentException when it tells something in a form that isn't known
   */
  static Optional<Trace> of(String table, TableState state, TableCommit commit) {
    Map<String, String> origin = commit.provenance();
    if (commit.transaction().isEmpty()
        || !origin.keySet().containsAll(List.of("run", "step", "pipeline", "fingerprint"))) {
      return Optional.empty();
    }
    List<RunEvent> told =
        origin.containsKey("told") ? EventBundle.unpack(origin.get("told")) : bare(commit);
    String step = origin.get("step");
    long rows = Long.parseLong(commit.metrics().getOrDefault("numOutputRows", "-1"));
    TableVersion version =
        new TableVersion(
            origin.getOrDefault("table", table),
            state.location(),
            state.tableId(),
            commit.version(),
            origin.getOrDefault("schema", ""),
            rows);
    RunEvent last = told.get(told.size() - 1);
    RunEvent.Committed committed =
        new RunEvent.Committed(
            new Stamp(last.runId(), last.stamp().sequence() + 1, commit.at()),
            step,
            version,
            origin.getOrDefault("mode", "replace"),
            new Profile(rows, List.of()));
    return Optional.of(
        new Trace(
            told,
            Optional.of(
                new Trace.Made(
                    step,
                    origin.get("fingerprint"),
                    new StepOutput.Rows(version, commit.transaction().get()),
                    commit.at(),
                    Optional.of(committed)))));
  }

  /** What commits said before they carried events. */
  private static List<RunEvent> bare(TableCommit commit) {
    Map<String, String> origin = commit.provenance();
    String run = origin.get("run");
    return List.of(
        new RunEvent.RunStarted(
            new Stamp(run, 0, commit.at()),
            origin.get("pipeline"),
            "",
            Optional.ofNullable(origin.get("interval")),
            Map.of(),
            Map.of(),
            "",
            ""),
        new RunEvent.StepStarted(
            new Stamp(run, 1, commit.at()),
            origin.get("step"),
            "Write",
            1,
            origin.get("fingerprint"),
            Map.of(),
            Map.of()));
  }
}
