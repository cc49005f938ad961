package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Files and folders under their runs' artifacts, on this machine's disk. */
public final class TrackedArtifacts implements ArtifactStore {
  private static final int MOST_STEPS = 10_000;
  private final TrackingStore store;
  private final Map<String, String> places = new ConcurrentHashMap<>();

  /** The artifacts of the runs in that store. */
  public TrackedArtifacts(TrackingStore store) {
    this.store = store;
  }

  @Override
  public URI put(String runId, String path, Path content) {
    return LocalArtifacts.at(place(runId)).writeTree(path, content).toUri();
  }

  private String place(String runId) {
    return places.computeIfAbsent(runId, id -> store.runs().loadRun(id).info().artifactUri());
  }

  /**
   * Tells a recorder, and asks once, when that has begun a run, where the run's files go: they go
   * there while the store is away as well.
   */
  @SuppressWarnings("try")
  public RunListener learning(RunListener recorder) {
    return new RunListener() {
      @Override
      public void on(RunEvent event) throws Exception {
        recorder.on(event);
        if (event instanceof RunEvent.RunStarted) {
          place(event.runId());
        }
      }

      @Override
      public void close() throws Exception {
        recorder.close();
      }
    };
  }

  @Override
  public List<URI> list(String runId, String path) {
    return store
        .runs()
        .findRun(runId)
        .map(run -> LocalArtifacts.at(run.info().artifactUri()).places(path))
        .orElse(List.of())
        .stream()
        .map(Path::toUri)
        .toList();
  }

  @Override
  public void sweep(String runId) {
    Optional<Run> run = store.runs().findRun(runId);
    if (run.isPresent()) {
      LocalArtifacts.at(run.get().info().artifactUri()).sweep();
      Search steps = Search.where("tags.`" + RunTags.PARENT + "` = " + Search.quote(runId));
      List<String> experiments = List.of(run.get().info().experimentId());
      for (Run step :
          store
              .runs()
              .searchRuns(experiments, ViewType.ACTIVE_ONLY, steps.atMost(MOST_STEPS))
              .items()) {
        LocalArtifacts.at(step.info().artifactUri()).sweep();
      }
    }
  }

  @Override
  public Path fetch(URI location) {
    if (!"file".equals(location.getScheme())) {
      throw new IllegalArgumentException(
          "Cannot fetch artifact: " + location + " is not on this machine's disk, use file:");
    }
    Path path = Path.of(location);
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "Cannot fetch artifact: " + location + " is not there, run the step that made it again");
    }
    return path;
  }
}
