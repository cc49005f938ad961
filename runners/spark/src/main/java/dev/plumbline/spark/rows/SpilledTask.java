package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.spark.encode.RowType;
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.util.TaskCompletionListener;

/** Reads {@link SpillFile}s back, by their paths. */
public final class SpilledTask<T> implements MapPartitionsFunction<String, T> {
  private static final long serialVersionUID = 1L;
  private final RowType type;

  public SpilledTask(RowType type) {
    this.type = type;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterator<T> call(Iterator<String> files) {
    SpillFile.Records<T> rows =
        new SpillFile.Records<>(Path.of(files.next()), (Schema<T>) type.schema());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    return rows;
  }
}
