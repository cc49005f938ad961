package dev.plumbline.benchmarks.job;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.spark.sql.SparkSession;

/**
 * A session tuned as an engineer would for one machine. Unlike the engine's, adaptive execution is
 * on, as Spark has it, and shuffles have twice as many partitions as threads.
 */
public final class BenchmarkSession {
  /** Held, lest the level is forgotten with it. */
  private static final Logger LOG = Logger.getLogger("");

  private BenchmarkSession() {}

  /** Starts it, on so many threads. */
  public static SparkSession start(int threads) {
    LOG.setLevel(Level.WARNING);
    return SparkSession.builder()
        .master("local[" + threads + "]")
        .appName("hand-written")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.shuffle.partitions", String.valueOf(threads * 2))
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.parquet.inferTimestampNTZ.enabled", "true")
        .getOrCreate();
  }
}
