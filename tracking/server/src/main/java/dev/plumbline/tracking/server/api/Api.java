package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import java.util.ArrayList;
import java.util.List;

/** All routes, under every prefix that MLflow has them at. */
public final class Api {
  private static final List<String> PREFIXES =
      List.of("api/2.0/", "ajax-api/2.0/", "api/3.0/", "ajax-api/3.0/");

  private Api() {}

  /** The routes over those stores, and artifacts in that folder. */
  public static Router over(
      TrackingStore tracking, RegistryStore registry, LocalArtifacts artifacts) {
    ServedFiles files = new ServedFiles(artifacts);
    ArtifactRoutes artifactRoutes = new ArtifactRoutes(tracking.runs(), registry.versions(), files);
    List<Route> prefixed = new ArrayList<>();
    prefixed.addAll(new ExperimentRoutes(tracking.experiments()).routes());
    prefixed.addAll(new RunRoutes(tracking.runs()).routes());
    prefixed.addAll(new LogRoutes(tracking.log(), tracking.loggedModels()).routes());
    prefixed.addAll(
        new MetricRoutes(tracking.log(), tracking.runs(), tracking.summaries()).routes());
    prefixed.addAll(new LoggedModelRoutes(tracking.loggedModels(), files).routes());
    prefixed.addAll(new DatasetRoutes(tracking.summaries()).routes());
    prefixed.addAll(artifactRoutes.routes());
    prefixed.addAll(new ModelRoutes(registry).routes());
    prefixed.addAll(
        new VersionRoutes(registry.versions(), new Sources(registry, tracking)).routes());
    prefixed.addAll(MetaRoutes.routes());
    prefixed.addAll(OutOfScope.routes());
    List<Route> all = new ArrayList<>();
    for (String prefix : PREFIXES) {
      for (Route each : prefixed) {
        all.add(new Route(each.method(), prefix + each.path(), each.access(), each.handler()));
      }
    }
    all.addAll(artifactRoutes.rootRoutes());
    all.addAll(MetaRoutes.rootRoutes());
    all.addAll(OutOfScope.rootRoutes());
    return new Router(all);
  }
}
