package dev.plumbline.spark;

import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.codec.RowCodec;
import dev.plumbline.spark.encode.CellReader;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.rows.RowBytesTask;
import dev.plumbline.spark.rows.SpillFile;
import dev.plumbline.spark.rows.SpillTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
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

  <T> void hand(Dataset<T> rows, Schema<?> schema, Consumer<Object[]> to) throws IOException {
    if (spark.sparkContext().isLocal()) {
      local(rows, schema, to);
    } else {
      remote(rows, schema, to);
    }
  }

  private void local(Dataset<?> rows, Schema<?> schema, Consumer<Object[]> to) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "collect");
    JavaRDD<InternalRow> rdd = rows.queryExecution().toRdd().toJavaRDD();
    List<String> files = rdd.mapPartitions(new SpillTask(folder.toString())).collect();
    try {
      for (String file : files) {
        read(Path.of(file), schema, to);
        Files.delete(Path.of(file));
      }
    } finally {
      for (String file : files) {
        Files.deleteIfExists(Path.of(file));
      }
      Files.deleteIfExists(folder);
    }
  }

  /** Hands over the rows of one file of {@link SpillTask}'s. */
  static void read(Path file, Schema<?> schema, Consumer<Object[]> to) throws IOException {
    CellReader cells = CellReader.of(schema);
    try (SpillFile.Reader rows = new SpillFile.Reader(file, schema.fields().size())) {
      while (rows.hasNext()) {
        to.accept(cells.row(rows.next()));
      }
    }
  }

  /** Equal rows have equal bytes, so that ties don't matter. */
  private <T> void remote(Dataset<T> rows, Schema<?> schema, Consumer<Object[]> to) {
    Dataset<byte[]> bytes =
        rows.mapPartitions(new RowBytesTask<>(RowType.of(schema)), Encoders.BINARY());
    Dataset<byte[]> sorted = bytes.sort(bytes.col("value"));
    RowCodec codec = RowCodec.of(schema);
    Dataset<byte[]> kept = sorted.persist(StorageLevel.DISK_ONLY());
    try {
      // Computed by all executors at once; the iterator alone would take one partition at a time.
      kept.foreachPartition(
          (org.apache.spark.api.java.function.ForeachPartitionFunction<byte[]>) each -> {});
      kept.toLocalIterator().forEachRemaining(row -> to.accept(codec.fromBytes(row)));
    } finally {
      kept.unpersist();
    }
  }
}
