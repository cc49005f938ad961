package dev.plumbline.spark.rows;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.spark.encode.CellReader;
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
    Schema<T> schema = (Schema<T>) type.schema();
    CellReader cells = CellReader.of(schema);
    SpillFile.Reader rows = new SpillFile.Reader(Path.of(files.next()), schema.fields().size());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(rows));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public T next() {
        return schema.row(cells.row(rows.next()));
      }
    };
  }

  private static void close(SpillFile.Reader rows) {
    try {
      rows.close();
    } catch (java.io.IOException e) {
      System.getLogger(SpilledTask.class.getName()).log(System.Logger.Level.WARNING, "close", e);
    }
  }
}
