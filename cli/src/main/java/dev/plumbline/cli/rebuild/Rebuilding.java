package dev.plumbline.cli.rebuild;

import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.RunTags;
import dev.plumbline.tracking.pipeline.TrackingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells the tracking store of runs that it doesn't have. A run that was being told when a rebuild
 * was stopped is told again; any other run that is there is left as it is.
 */
public final class Rebuilding {
  private static final String BEGUN = "begun";
  private static final String DONE = "done";
  private final TrackingStore store;

  public Rebuilding(TrackingStore store) {
    this.store = store;
  }

  /** Answers how many runs were added. */
  public int restore(Traces traces, Consumer<String> progress) throws Exception {
    int added = 0;
    List<RestoredRun> runs = traces.runs();
    for (RestoredRun run : runs) {
      Optional<Run> there = store.runs().findRun(run.runId());
      if (there.isEmpty() || there.get().data().tag(RunTags.REBUILT).equals(Optional.of(BEGUN))) {
        added++;
        progress.accept("run " + run.runId() + " of " + run.pipeline());
        restore(run, traces.experiment(run.runId()));
      }
    }
    return added;
  }

  private void restore(RestoredRun run, Optional<Path> artifacts) throws Exception {
    Optional<Experiment> experiment = store.experiments().findExperiment(run.pipeline());
    if (experiment.isEmpty()) {
      store
          .experiments()
          .createExperiment(
              new NewExperiment(run.pipeline(), artifacts.map(Rebuilding::address), List.of()));
    }
    run.tell(() -> TrackingListener.restoring(store, new Tag(RunTags.REBUILT, BEGUN)));
    store.log().setTag(run.runId(), new Tag(RunTags.REBUILT, DONE));
  }

  /** Without a slash at its end. */
  private static String address(Path folder) {
    String uri = folder.toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }
}
