package dev.plumbline.tracking.client;

import dev.plumbline.tracking.ExperimentStore;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.ModelAliasStore;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.RegisteredModelStore;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunSummaries;
import dev.plumbline.tracking.TrackingStore;
import java.util.Random;
import java.util.function.Function;

/**
 * The tracking store and the registry of a server, Plumbline's or MLflow's own, over HTTP. Safe for
 * many threads; whoever opens it closes it, and calls after that are refused.
 *
 * <p>A call that finds no server, or one that can't answer now, is tried again while the settings'
 * patience lasts; then it is TEMPORARILY_UNAVAILABLE and says whether it may have been done. What
 * is tried again after a lost answer:
 *
 * <ul>
 *   <li>makes one run, logged model or model version on Plumbline's server, which knows the tries
 *       of one call by their Idempotency-Key; MLflow's makes one for each try that it received;
 *   <li>is RESOURCE_ALREADY_EXISTS if it creates an experiment or a registered model that the lost
 *       try created, as for anyone else who comes second;
 *   <li>changes nothing more if it logs, sets, deletes or restores.
 * </ul>
 *
 * <p>Ids of runs and logged models and source keys of versions that callers give are kept by
 * Plumbline's server: whichever process creates the same again gets what is there. MLflow's server
 * gives ids of its own: there the key goes into the tag {@code plumbline.key} and is looked for
 * before anything is made, so that callers one after another make one, while two at the same moment
 * may make two; the id to go on with is the answer's, not the one given.
 */
public final class RemoteTracking implements AutoCloseable {
  private final Wire wire;
  private final TrackingStore tracking;
  private final RegistryStore registry;

  private RemoteTracking(Wire wire, Extensions extensions) {
    this.wire = wire;
    this.tracking =
        new Tracking(
            new RemoteExperiments(wire),
            new RemoteRuns(wire, extensions),
            new RemoteRunLog(wire),
            new RemoteLoggedModels(wire, extensions),
            new RemoteSummaries(wire));
    RemoteModels models = new RemoteModels(wire);
    this.registry =
        new Registry(
            models,
            new RemoteVersions(wire, extensions),
            new RemoteAliases(wire, extensions, models));
  }

  /** For a server that is called when something is asked for, not before. */
  public static RemoteTracking open(RemoteSettings settings) {
    return open(settings, Extensions::of);
  }

  static RemoteTracking open(RemoteSettings settings, Function<Wire, Extensions> extensions) {
    Wire wire = new Wire(settings, new Random());
    return new RemoteTracking(wire, extensions.apply(wire));
  }

  /** Experiments and runs on that server. */
  public TrackingStore tracking() {
    return tracking;
  }

  /** Registered models on that server. */
  public RegistryStore registry() {
    return registry;
  }

  @Override
  public void close() {
    wire.close();
  }

  private record Tracking(
      ExperimentStore experiments,
      RunStore runs,
      RunLog log,
      LoggedModelStore loggedModels,
      RunSummaries summaries)
      implements TrackingStore {}

  private record Registry(
      RegisteredModelStore models, ModelVersionStore versions, ModelAliasStore aliases)
      implements RegistryStore {}
}
