package dev.plumbline.tracking.sql;

import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.RunSearchContract;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a store that knows searches alone, as one behind MLflow's wire would. */
final class SearchingStoreTest extends RunSearchContract {
  @TempDir Path folder;
  private EmbeddedTracking embedded;

  @Override
  protected TrackingStore store() {
    embedded = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    TrackingStore store = embedded.tracking();
    return new SqlTrackingStore(
        store.experiments(),
        new SearchingRuns(store.runs()),
        store.log(),
        store.loggedModels(),
        store.summaries());
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  private record SearchingRuns(RunStore runs) implements RunStore {
    @Override
    public Run createRun(NewRun run) {
      return runs.createRun(run);
    }

    @Override
    public Run loadRun(String runId) {
      return runs.loadRun(runId);
    }

    @Override
    public Optional<Run> findRun(String runId) {
      return runs.findRun(runId);
    }

    @Override
    public RunInfo updateRun(String runId, RunUpdate update) {
      return runs.updateRun(runId, update);
    }

    @Override
    public void deleteRun(String runId) {
      runs.deleteRun(runId);
    }

    @Override
    public void restoreRun(String runId) {
      runs.restoreRun(runId);
    }

    @Override
    public Page<Run> searchRuns(List<String> experimentIds, ViewType view, Search search) {
      return runs.searchRuns(experimentIds, view, search);
    }
  }
}
