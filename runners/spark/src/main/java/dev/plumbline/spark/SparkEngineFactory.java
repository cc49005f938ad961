package dev.plumbline.spark;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import java.util.List;
import java.util.Map;

/**
 * The Spark engine. Its conf, below {@code spark.}, is Spark's own: {@code
 * spark.sql.shuffle.partitions} is written {@code sql.shuffle.partitions} there. Under {@code
 * spark-submit} the session that it set up is used; else one of this process alone is started.
 */
public final class SparkEngineFactory implements EngineFactory {
  /** Also the conf prefix. */
  public static final String NAME = "spark";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return NAME + " " + org.apache.spark.package$.MODULE$.SPARK_VERSION();
  }

  @Override
  public List<String> resultKeys() {
    // What steps compute depends on none; a native step may use these.
    return List.of("sql.ansi.enabled", "sql.caseSensitive", "sql.session.timeZone");
  }

  @Override
  public Engine open(Map<String, String> conf, EngineServices services) {
    return new SparkEngine(Sessions.open(conf, services), services);
  }
}
