package dev.plumbline.pipeline.port;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where model directories and other files of a run are kept. */
public interface ArtifactStore {
  /**
   * Copies a file or folder to a path below the run's artifacts; all of it becomes visible at once.
   * A second call with the same bytes answers the same place.
   */
  URI put(String runId, String path, Path content);

  /**
   * Every place where {@link #put} for that run and path has put something; the first one first.
   */
  List<URI> list(String runId, String path);

  /**
   * Deletes what writers of a run that were killed left half written; whoever asks knows that none
   * writes.
   */
  void sweep(String runId);

  /**
   * A local copy of what a location holds; the caller doesn't change it.
   *
   * @throws IllegalArgumentException naming the location when nothing is there
   */
  Path fetch(URI location);
}
