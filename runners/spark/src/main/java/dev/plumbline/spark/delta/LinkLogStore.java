package dev.plumbline.spark.delta;

import dev.plumbline.tables.LinkedCommit;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's log on a local file system, each commit made by a hard link, so that of two processes one
 * alone wins a version. For {@code spark.delta.logStore.file.impl}; made by Delta, by its name.
 */
public final class LinkLogStore extends HadoopFileSystemLogStore {
  public LinkLogStore(Configuration conf) {
    super(conf);
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration conf)
      throws IOException {
    Path file = Path.of(path.toUri().getPath());
    if (overwrite) {
      LinkedCommit.replace(file, actions);
    } else {
      LinkedCommit.create(file, actions);
    }
  }

  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration conf) {
    return false;
  }
}
