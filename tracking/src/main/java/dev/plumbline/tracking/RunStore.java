package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/** Runs as a whole; what is logged to them is {@link RunLog}'s. */
public interface RunStore {
  /** Creates a run in an active experiment; see {@link NewRun} for retries. */
  Run createRun(NewRun run);

  /** The run of that id, deleted ones too. */
  Run loadRun(String runId);

  /** The run of that id if there is one, deleted ones too. */
  Optional<Run> findRun(String runId);

  /** Changes an active run. */
  RunInfo updateRun(String runId, RunUpdate update);

  /** Deletes a run; doing it again changes nothing. */
  void deleteRun(String runId);

  /** Restores a run; doing it again changes nothing. */
  void restoreRun(String runId);

  /** Runs of those experiments; latest start first, then by id, unless ordered otherwise. */
  Page<Run> searchRuns(List<String> experimentIds, ViewType view, Search search);
}
