package dev.plumbline.spark;

import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineFactory;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.Scratch;
import dev.plumbline.tables.ObjectStore;
import dev.plumbline.tables.Storage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
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
    Sessions.Opened opened = Sessions.open(conf, services, hadoop(services));
    if (opened.own()) {
      started = Optional.of(new Started(opened.session(), services.session()));
    }
    return new SparkEngine(opened.session(), storage(services), services);
  }

  private static Storage storage(EngineServices services) {
    return Storage.of(SparkEngineFactory::stores, () -> settings(services));
  }

  /** How tasks reach the object stores that are on the class path. */
  private static Map<String, String> hadoop(EngineServices services) {
    Map<String, String> all = new TreeMap<>();
    stores().forEach(store -> all.putAll(store.hadoop(settings(services))));
    return all;
  }

  private static List<ObjectStore> stores() {
    return ServiceLoader.load(ObjectStore.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static ObjectStore.Settings settings(EngineServices services) {
    return new ObjectStore.Settings(
        services.storage(), services.resources(), services.scratch().resolve("stores"));
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
