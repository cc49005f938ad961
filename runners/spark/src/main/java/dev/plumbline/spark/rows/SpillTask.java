package dev.plumbline.spark.rows;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Writes the rows of one partition to a file of this machine and answers its path: for each row its
 * size and Spark's own bytes of it, then −1.
 */
public final class SpillTask implements FlatMapFunction<Iterator<InternalRow>, String> {
  private static final long serialVersionUID = 1L;
  private final String folder;

  public SpillTask(String folder) {
    this.folder = folder;
  }

  @Override
  public Iterator<String> call(Iterator<InternalRow> rows) throws IOException {
    TaskContext task = TaskContext.get();
    Path file = Path.of(folder, task.partitionId() + "-" + task.taskAttemptId());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18))) {
      while (rows.hasNext()) {
        UnsafeRow row = (UnsafeRow) rows.next();
        out.writeInt(row.getSizeInBytes());
        row.writeToStream(out, new byte[0]);
      }
      out.writeInt(-1);
    }
    return List.of(file.toString()).iterator();
  }
}
