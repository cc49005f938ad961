package dev.plumbline.benchmarks.commit;

import dev.plumbline.benchmarks.job.BenchmarkSession;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The same commit by hand: a session, ten rows, Delta's writer. */
public final class TenRows {
  private TenRows() {}

  /**
   * @param args the table's folder
   */
  public static void main(String[] args) {
    SparkSession spark = BenchmarkSession.start(Runtime.getRuntime().availableProcessors());
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType, false)
            .add("name", DataTypes.StringType, true);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 10; id++) {
      rows.add(RowFactory.create(id, "row " + id));
    }
    spark.createDataFrame(rows, schema).write().format("delta").mode("overwrite").save(args[0]);
    spark.stop();
  }
}
