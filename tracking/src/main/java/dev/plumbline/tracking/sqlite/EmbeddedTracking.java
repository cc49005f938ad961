package dev.plumbline.tracking.sqlite;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tracking store and registry in one SQLite file, without any service. Several processes may have
 * the file open. A process killed at any moment leaves every call that returned, and no part of
 * another. Whoever opens it closes it.
 */
public final class EmbeddedTracking implements AutoCloseable {
  private final Database database;
  private final TrackingStore tracking;
  private final RegistryStore registry;
  private final RunLeases leases;
  private final RegistryFiles files;

  private EmbeddedTracking(
      Database database, TrackingStore tracking, RegistryStore registry, RegistryFiles files) {
    this.database = database;
    this.tracking = tracking;
    this.registry = registry;
    this.files = files;
    this.leases = new SqliteLeases(database);
  }

  /** Opens the store; runs created without an id get a random one. */
  public static EmbeddedTracking open(TrackingSettings settings, Clock clock) {
    return open(settings, clock, () -> UUID.randomUUID().toString().replace("-", ""));
  }

  /**
   * Opens the store.
   *
   * @param ids ids for runs created without one, 32 hexadecimal digits each, never one twice
   */
  public static EmbeddedTracking open(
      TrackingSettings settings, Clock clock, Supplier<String> ids) {
    Database database = Database.open(settings.database(), settings.patience());
    SqliteExperiments experiments = new SqliteExperiments(database, clock, settings.artifactRoot());
    RegistryFiles files = RegistryFiles.beside(settings.artifactRoot());
    RegistryDatabase models = new RegistryDatabase(database, files);
    try {
      experiments.createDefault();
      models.writeMissing();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return new EmbeddedTracking(
        database,
        new SqliteTrackingStore(
            experiments,
            new SqliteRuns(database, clock, ids),
            new SqliteRunLog(database),
            new SqliteLoggedModels(database, clock, ids),
            new SqliteSummaries(database)),
        new SqliteRegistryStore(
            new SqliteModels(models, clock),
            new SqliteVersions(models, clock),
            new SqliteAliases(models)),
        files);
  }

  /** Experiments and runs. */
  public TrackingStore tracking() {
    return tracking;
  }

  /** Models and their versions. */
  public RegistryStore registry() {
    return registry;
  }

  /** Who runs what. */
  public RunLeases leases() {
    return leases;
  }

  /**
   * Gives the registry back what it lacks of the models that are kept as files beside the
   * artifacts; changes nothing that is there.
   *
   * @throws IOException naming a file that can't be used; nothing was restored then
   */
  public RestoredModels restoreModels() throws IOException {
    List<KeptModel> kept = files.all();
    return database.write(
        session -> {
          int models = 0;
          int versions = 0;
          for (KeptModel model : kept) {
            models += ModelRow.find(session, model.name()).isEmpty() ? 1 : 0;
            versions += model.restore(session);
          }
          return new RestoredModels(models, versions);
        });
  }

  /** Waits for a write under way, then closes the file; later calls fail. */
  @Override
  public void close() {
    database.close();
  }
}
