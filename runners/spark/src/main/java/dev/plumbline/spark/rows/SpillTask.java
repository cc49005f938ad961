package dev.plumbline.spark.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Writes the rows of one partition to a {@link SpillFile}. */
public final class SpillTask implements FlatMapFunction<Iterator<InternalRow>, Spilled> {
  private static final long serialVersionUID = 1L;
  private final String folder;

  public SpillTask(String folder) {
    this.folder = folder;
  }

  @Override
  public Iterator<Spilled> call(Iterator<InternalRow> rows) throws IOException {
    Path file = file(folder, "");
    try (SpillFile.Writer out = new SpillFile.Writer(file)) {
      while (rows.hasNext()) {
        out.write((UnsafeRow) rows.next());
      }
      return List.of(out.end()).iterator();
    }
  }

  /** A file of this task's own. */
  static Path file(String folder, String suffix) {
    TaskContext task = TaskContext.get();
    return Path.of(folder, task.partitionId() + "-" + task.taskAttemptId() + suffix);
  }
}
