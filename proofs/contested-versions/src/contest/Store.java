package contest;

import dev.plumbline.spark.delta.LinkLogStore;
import dev.plumbline.tables.LinkedCommit;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Ways of committing a version to a local log. */
enum Store {
  /** As the local engine's commits through Delta Kernel do. */
  LOCAL("local"),
  /** As Plumbline's commits on Spark do. */
  SPARK("spark"),
  /** As Delta does where nothing is set. */
  DEFAULT("default");

  private static final Configuration CONF = new Configuration();

  private final String word;

  Store(String word) {
    this.word = word;
  }

  /**
   * @throws java.nio.file.FileAlreadyExistsException when another writer was first
   */
  void commit(Path file, String line) throws IOException {
    switch (this) {
      case LOCAL -> LinkedCommit.create(file, List.of(line).iterator());
      case SPARK -> write(new LinkLogStore(CONF), file, line);
      case DEFAULT -> write(new HDFSLogStore(CONF), file, line);
    }
  }

  private static void write(LogStore store, Path file, String line) throws IOException {
    store.write(
        new org.apache.hadoop.fs.Path(file.toUri()), List.of(line).iterator(), false, CONF);
  }

  @Override
  public String toString() {
    return word;
  }
}
