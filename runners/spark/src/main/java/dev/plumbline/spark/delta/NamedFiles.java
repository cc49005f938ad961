package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import scala.Option;
import scala.collection.immutable.Map;

/**
 * Delta's own way of writing files, under names that tell the write: those that a failed job's
 * other tasks have finished are found again by it, since nobody tells the driver of them.
 */
final class NamedFiles extends DelayedCommitProtocol {
  private static final long serialVersionUID = 1L;
  private final String name;

  NamedFiles(Path place, Option<Object> prefixLetters, String name) {
    super("delta", place.toString(), prefixLetters, Option.empty());
    this.name = name;
  }

  @Override
  public String getFileName(
      TaskAttemptContext task, String extension, Map<String, String> partition) {
    return super.getFileName(task, extension, partition)
        .replaceFirst("part-", "part-" + name + "-");
  }

  @Override
  public FileCommitProtocol.TaskCommitMessage commitTask(TaskAttemptContext task) {
    FileCommitProtocol.TaskCommitMessage done = super.commitTask(task);
    FailPoint.FILE_STAGED.reached();
    return done;
  }

  /**
   * Deletes every file of a write and the folders that are empty then; answers whether all went.
   */
  static boolean sweep(Path table, String name, Configuration conf) {
    try {
      FileSystem files = table.getFileSystem(conf);
      Set<Path> folders = new HashSet<>();
      boolean gone = true;
      RemoteIterator<LocatedFileStatus> all = files.listFiles(table, true);
      while (all.hasNext()) {
        Path file = all.next().getPath();
        if (file.getName().startsWith("part-" + name + "-")) {
          gone &= files.delete(file, false);
          folders.add(file.getParent());
        }
      }
      Path root = files.makeQualified(table);
      for (Path folder : folders) {
        for (Path up = folder; !up.equals(root) && deleteEmpty(files, up); up = up.getParent()) {}
      }
      return gone;
    } catch (FileNotFoundException e) {
      return true; // no table, no files
    } catch (IOException e) {
      return false;
    }
  }

  /** Deletes one file, as far as that goes: no version names it. */
  static void delete(Path file, Configuration conf) {
    try {
      file.getFileSystem(conf).delete(file, false);
    } catch (IOException e) {
      // it is an orphan, which is found by its name
    }
  }

  /**
   * Deletes the folder of a table if no file is in it, its log's included. A task that was stopped
   * between making a partition's folder and the file in it leaves no more than that.
   */
  static void deleteFolder(Path table, Configuration conf) {
    try {
      FileSystem files = table.getFileSystem(conf);
      if (!files.listFiles(table, true).hasNext()) {
        deleteFolders(files, table);
      }
    } catch (IOException e) {
      // an empty folder is no table
    }
  }

  private static void deleteFolders(FileSystem files, Path folder) throws IOException {
    for (FileStatus each : files.listStatus(folder)) {
      if (each.isDirectory()) {
        deleteFolders(files, each.getPath());
      }
    }
    deleteEmpty(files, folder);
  }

  private static boolean deleteEmpty(FileSystem files, Path folder) {
    try {
      return files.listStatus(folder).length == 0 && files.delete(folder, false);
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isThere(Path table, Configuration conf) {
    try {
      return table.getFileSystem(conf).exists(table);
    } catch (IOException e) {
      return true; // what isn't known to be ours stays
    }
  }
}
