package dev.plumbline.pipeline.port;

import java.net.URI;
import java.nio.file.Path;

/** Where model directories and other files of a run are kept. */
public interface ArtifactStore {
  /**
   * Copies a file or folder to a path below the run's artifacts; all of it becomes visible at once.
   * A second call with the same bytes answers the same place.
   */
  URI put(String runId, String path, Path content);

  /**
   * A local copy of what a location holds; the caller doesn't change it.
   *
   * @throws IllegalArgumentException naming the location when nothing is there
   */
  Path fetch(URI location);
}
