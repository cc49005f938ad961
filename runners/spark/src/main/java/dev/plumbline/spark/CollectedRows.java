package dev.plumbline.spark;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.runner.codec.RowSpill;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.rows.RowBytesTask;
import dev.plumbline.spark.rows.SpillTask;
import dev.plumbline.spark.rows.Spilled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings rows to the driver in a fixed order, without holding them in memory.
 *
 * <p>In one process partitions are computed in parallel into files, then read one after the other:
 * their order follows from the plan, as parts, file splits, the number of shuffle partitions and
 * the kind of each join are fixed, and shuffle blocks are read in the order of the tasks that wrote
 * them. On a cluster blocks come in any order, so rows are sorted there by their bytes.
 */
final class CollectedRows {
  private final SparkSession spark;
  private final Path scratch;

  CollectedRows(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  LocalRows gather(Dataset<?> rows, Schema<?> schema) throws IOException {
    Files.createDirectories(scratch);
    return spark.sparkContext().isLocal()
        ? new FileRows(schema, spill(rows, Files.createTempDirectory(scratch, "collect")), true)
        : LocalRows.of(remote(rows, schema));
  }

  /** The rows of each partition, in order. */
  private static List<Spilled> spill(Dataset<?> rows, Path folder) {
    JavaRDD<InternalRow> rdd = rows.queryExecution().toRdd().toJavaRDD();
    return rdd.mapPartitions(new SpillTask(folder.toString())).collect();
  }

  /** Equal rows have equal bytes, so that ties don't matter. */
  private <T> RowSpill<?> remote(Dataset<T> rows, Schema<?> schema) {
    Dataset<byte[]> bytes =
        rows.mapPartitions(new RowBytesTask<>(RowType.of(schema)), Encoders.BINARY());
    Dataset<byte[]> sorted = bytes.sort(bytes.col("value"));
    RowCodec codec = RowCodec.of(schema);
    Dataset<byte[]> kept = sorted.persist(StorageLevel.DISK_ONLY());
    RowSpill<?> spill = RowSpill.in(scratch, schema);
    try {
      // Computed by all executors at once; the iterator alone would take one partition at a time.
      kept.foreachPartition(
          (org.apache.spark.api.java.function.ForeachPartitionFunction<byte[]>) each -> {});
      kept.toLocalIterator().forEachRemaining(row -> spill.append(codec.fromBytes(row)));
      return spill;
    } catch (RuntimeException e) {
      spill.close();
      throw e;
    } finally {
      kept.unpersist();
    }
  }
}
