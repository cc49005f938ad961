package dev.plumbline.spark.delta;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A transaction whose files are named after their write. It puts files into folders of random names
 * where a text partitions the table: in a folder's name it may be too long for the file system.
 * Partition values are in the log.
 */
final class StagingTransaction extends OptimisticTransaction {
  private static final int LETTERS = 2;
  private final String name;
  private final List<NamedFiles> written = new ArrayList<>();

  /**
   * @param name in the names of the files
   */
  StagingTransaction(DeltaLog log, Snapshot snapshot, String name) {
    super(log, Option.empty(), snapshot);
    this.name = name;
  }

  @Override
  public DelayedCommitProtocol getCommitter(Path place) {
    boolean text =
        CollectionConverters.asJava(metadata().partitionSchema()).stream()
            .anyMatch(f -> f.dataType().equals(DataTypes.StringType));
    NamedFiles files = new NamedFiles(place, text ? Option.apply(LETTERS) : Option.empty(), name);
    written.add(files);
    return files;
  }

  /** Computes rows and writes their files, which no version names yet. */
  List<FileAction> write(Dataset<?> rows) {
    List<FileAction> files = CollectionConverters.asJava(writeFiles(rows));
    deleteEmpty(files);
    return files;
  }

  /** Spark writes one file even for no rows; Delta leaves it out, and would leave it behind. */
  private void deleteEmpty(List<FileAction> kept) {
    Set<String> paths = new HashSet<>();
    kept.stream()
        .filter(AddFile.class::isInstance)
        .forEach(file -> paths.add(((AddFile) file).path()));
    for (NamedFiles files : written) {
      for (AddFile file : CollectionConverters.asJava(files.addedStatuses())) {
        if (!paths.contains(file.path())) {
          NamedFiles.delete(
              new Path(deltaLog().dataPath(), file.toPath()), deltaLog().newDeltaHadoopConf());
        }
      }
    }
    written.clear();
  }
}
