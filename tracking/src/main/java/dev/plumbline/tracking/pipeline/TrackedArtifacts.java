package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.port.ArtifactStore;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files and folders under their runs' artifacts, on this machine's disk. */
public final class TrackedArtifacts implements ArtifactStore {
  private final TrackingStore store;

  /** The artifacts of the runs in that store. */
  public TrackedArtifacts(TrackingStore store) {
    this.store = store;
  }

  @Override
  public URI put(String runId, String path, Path content) {
    return LocalArtifacts.at(store.runs().loadRun(runId).info().artifactUri())
        .writeTree(path, content)
        .toUri();
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
