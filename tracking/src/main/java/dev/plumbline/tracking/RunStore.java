package dev.plumbline.tracking;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /**
   * For each value of a tag that any has, the latest finished run of those experiments that has it,
   * deleted ones apart. One search for each value, unless the store knows better.
   */
  default Map<String, Run> latestByTag(
      List<String> experimentIds, String key, Collection<String> values) {
    Map<String, Run> latest = new HashMap<>();
    for (String value : values) {
      Search search =
          Search.where("status = 'FINISHED' AND tags.`" + key + "` = " + Search.quote(value));
      searchRuns(experimentIds, ViewType.ACTIVE_ONLY, search.atMost(1))
          .items()
          .forEach(run -> latest.put(value, run));
    }
    return latest;
  }
}
