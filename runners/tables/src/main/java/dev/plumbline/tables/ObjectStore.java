package dev.plumbline.tables;

import dev.plumbline.pipeline.Resources;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the files of tables that lie in an object store. Found by {@link java.util.ServiceLoader},
 * once a location with its scheme is met.
 */
public interface ObjectStore {
  /** Of the locations that it opens, such as {@code s3a}. */
  String scheme();

  /** Its files; connects to nothing yet. */
  Files open(Settings settings);

  /** The same in Hadoop's words, for an engine that opens files through it; with secrets. */
  Map<String, String> hadoop(Settings settings);

  /**
   * What it is opened with.
   *
   * @param conf values by their keys, such as {@code s3.region}; none is a secret
   * @param secrets where credentials are, unless they come from the surroundings
   * @param cache a folder for what was learnt of the store; it can be deleted at any time
   */
  record Settings(Map<String, String> conf, Resources secrets, Path cache) {
    public Settings {
      conf = Map.copyOf(conf);
    }
  }

  /**
   * Files by whole URIs that are not percent-encoded. A file is seen once it was closed, whole. One
   * that is written atomically and without overwriting is made only where none is, and a try whose
   * answer was lost has succeeded when what is there is its own.
   */
  interface Files extends FileIO {
    /**
     * Why two writers could both win a version of a table, and what to do about it; empty where one
     * alone wins.
     *
     * @param table the URI of its folder
     */
    Optional<String> obstacleToCommit(String table);

    /** Every file whose URI begins so. */
    List<FileStatus> below(String folder) throws IOException;
  }
}
