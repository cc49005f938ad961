package dev.plumbline.spark.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Writes the rows of one partition of a split to two {@link SpillFile}s, training first. Rows come
 * as pairs: whether for the test, and the row.
 */
public final class SpillSidesTask implements FlatMapFunction<Iterator<InternalRow>, Spilled> {
  private static final long serialVersionUID = 1L;
  private final String folder;
  private final int fields;

  /**
   * @param fields how many a row has
   */
  public SpillSidesTask(String folder, int fields) {
    this.folder = folder;
    this.fields = fields;
  }

  @Override
  public Iterator<Spilled> call(Iterator<InternalRow> rows) throws IOException {
    Path train = SpillTask.file(folder, "-train");
    Path test = SpillTask.file(folder, "-test");
    try (SpillFile.Writer training = new SpillFile.Writer(train);
        SpillFile.Writer testing = new SpillFile.Writer(test)) {
      while (rows.hasNext()) {
        UnsafeRow pair = (UnsafeRow) rows.next();
        (pair.getBoolean(0) ? testing : training).write(pair.getStruct(1, fields));
      }
      return List.of(training.end(), testing.end()).iterator();
    }
  }
}
