package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tracking store and registry in one database, which several processes may share. A process killed
 * at any moment leaves every call that returned, and no part of another. Whoever opens it closes
 * it.
 */
public abstract class SqlTracking implements AutoCloseable {
  /** Ids for runs created without one: random. */
  protected static final Supplier<String> RANDOM =
      () -> UUID.randomUUID().toString().replace("-", "");

  private final Database database;
  private final TrackingStore tracking;
  private final RegistryStore registry;
  private final RunLeases leases;
  private final RegistryFiles files;

  /**
   * Over an open database, which it owns from now on, and which is closed should this fail.
   *
   * @param ids ids for runs created without one, 32 hexadecimal digits each, never one twice
   */
  protected SqlTracking(Database database, String artifactRoot, Clock clock, Supplier<String> ids) {
    this.database = database;
    SqlExperiments experiments = new SqlExperiments(database, clock, artifactRoot);
    files = RegistryFiles.beside(artifactRoot);
    RegistryDatabase models = new RegistryDatabase(database, files);
    try {
      experiments.createDefault();
      models.writeMissing();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    tracking =
        new SqlTrackingStore(
            experiments,
            new SqlRuns(database, clock, ids),
            new SqlRunLog(database),
            new SqlLoggedModels(database, clock, ids),
            new SqlSummaries(database));
    registry =
        new SqlRegistryStore(
            new SqlModels(models, clock), new SqlVersions(models, clock), new SqlAliases(models));
    leases = new SqlLeases(database);
  }

  /** Experiments and runs. */
  public final TrackingStore tracking() {
    return tracking;
  }

  /** Models and their versions. */
  public final RegistryStore registry() {
    return registry;
  }

  /** Who runs what. */
  public final RunLeases leases() {
    return leases;
  }

  /**
   * Gives the registry back what it lacks of the models that are kept as files beside the
   * artifacts; changes nothing that is there.
   *
   * @throws IOException naming a file that can't be used; nothing was restored then
   */
  public final RestoredModels restoreModels() throws IOException {
    List<KeptModel> kept = files.all();
    return database.write(
        "registry",
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

  /** Waits for a write under way, then closes the database; later calls fail. */
  @Override
  public final void close() {
    database.close();
  }
}
