package dev.plumbline.spark;

import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.spark.delta.LinkLogStore;
import dev.plumbline.spark.delta.PutLogStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Where a session comes from: a running one, the one that {@code spark-submit} set up, or ours. */
final class Sessions {
  /** What every session needs for the laws to hold. */
  private static final Map<String, String> LAWS =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.caseSensitive", "true",
          // Plan resolves versions; only files that are gone may refuse one.
          "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration",
              "false",
          "spark.sql.parquet.inferTimestampNTZ.enabled", "true",
          // A split of files must not depend on the number of cores: rows keep their order.
          "spark.sql.files.minPartitionNum", "8",
          "spark.databricks.delta.autoCompact.enabled", "false");

  /** What only a new session can take. */
  private static final Map<String, String> DELTA =
      Map.of(
          "spark.sql.extensions",
          "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog",
          "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          // Two processes never both win a version of a table.
          "spark.delta.logStore.file.impl",
          LinkLogStore.class.getName(),
          "spark.delta.logStore.s3a.impl",
          PutLogStore.class.getName());

  private Sessions() {}

  /** A session, and whether it was started here. */
  record Opened(SparkSession session, boolean own) {}

  /**
   * @param hadoop what Hadoop is told, unless conf or {@code spark-submit} says otherwise
   */
  static Opened open(
      Map<String, String> conf, EngineServices services, Map<String, String> hadoop) {
    var active = SparkSession.getActiveSession();
    var running = active.isDefined() ? active : SparkSession.getDefaultSession();
    if (running.isDefined() && !running.get().sparkContext().isStopped()) {
      SparkSession session = running.get().newSession();
      LAWS.forEach(session.conf()::set);
      return new Opened(session, false);
    }
    SparkConf spark = new SparkConf();
    settings(spark, services, hadoop, conf).forEach(spark::set);
    SparkSession session = SparkSession.builder().config(spark).getOrCreate();
    return new Opened(session, true);
  }

  private static Map<String, String> settings(
      SparkConf spark,
      EngineServices services,
      Map<String, String> hadoop,
      Map<String, String> conf) {
    Map<String, String> all = new LinkedHashMap<>();
    hadoop.forEach((key, value) -> all.put("spark.hadoop." + key, value));
    boolean submitted = spark.contains("spark.master");
    if (!submitted) {
      local(services).forEach(all::put);
    }
    // What spark-submit was told wins over our defaults, conf over both, the laws over all.
    all.keySet().removeIf(spark::contains);
    conf.forEach((key, value) -> all.put("spark." + key, value));
    all.putAll(LAWS);
    all.putAll(DELTA);
    all.putIfAbsent("spark.app.name", "plumbline");
    return all;
  }

  /** A session of one process: small, quiet and quick to start; it outlives a run's scratch. */
  private static Map<String, String> local(EngineServices services) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("spark.master", "local[" + services.threads() + "]");
    all.put("spark.ui.enabled", "false");
    all.put("spark.ui.showConsoleProgress", "false");
    all.put("spark.driver.bindAddress", "127.0.0.1");
    all.put("spark.driver.host", "127.0.0.1");
    all.put("spark.local.dir", services.session().toString());
    all.put("spark.sql.warehouse.dir", services.session().resolve("warehouse").toString());
    all.put("spark.sql.catalogImplementation", "in-memory");
    all.put("spark.sql.shuffle.partitions", "8");
    // Which of two stages ends first would decide how a join runs, and with it the rows' order.
    all.put("spark.sql.adaptive.enabled", "false");
    all.put("spark.databricks.delta.snapshotPartitions", "1");
    all.put("spark.driver.maxResultSize", "0");
    all.put("spark.cleaner.referenceTracking.blocking", "false");
    all.put("spark.log.legacyTaskNameMdc.enabled", "false");
    return all;
  }
}
