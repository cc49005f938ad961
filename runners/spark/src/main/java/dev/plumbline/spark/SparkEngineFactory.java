package dev.plumbline.spark;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.Scratch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark engine. Its conf, below {@code spark.}, is Spark's own: {@code
 * spark.sql.shuffle.partitions} is written {@code sql.shuffle.partitions} there. Under {@code
 * spark-submit} the session that it set up is used; else one of this process alone is started,
 * which serves all engines of this factory.
 */
public final class SparkEngineFactory implements EngineFactory {
  /** Also the conf prefix. */
  public static final String NAME = "spark";

  private Optional<Started> started = Optional.empty();

  private record Started(SparkSession session, Path folder) {}

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
  public synchronized Engine open(Map<String, String> conf, EngineServices services) {
    Sessions.Opened opened = Sessions.open(conf, services);
    if (opened.own()) {
      started = Optional.of(new Started(opened.session(), services.session()));
    }
    return new SparkEngine(opened.session(), services);
  }

  @Override
  public synchronized void close() {
    // No method reference: it would load Spark where nothing was computed.
    if (started.isPresent()) {
      started.get().session().stop();
      Scratch.delete(started.get().folder());
      started = Optional.empty();
    }
  }
}
