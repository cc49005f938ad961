package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What MLflow serves and this server doesn't: it says so, rather than that nothing is there. */
final class OutOfScope {
  private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "PUT", "DELETE");

  /** The beginnings of paths, and what lies there. */
  private static final Map<String, String> PREFIXED =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("mlflow/traces", "traces"),
              Map.entry("mlflow/assessments", "assessments of traces"),
              Map.entry("mlflow/issues", "issues of traces"),
              Map.entry("mlflow/datasets", "evaluation datasets"),
              Map.entry("mlflow/scorers", "scorers"),
              Map.entry("mlflow/scorer", "scorers"),
              Map.entry("mlflow/gateway", "the AI gateway"),
              Map.entry("mlflow/gateway-proxy", "the AI gateway"),
              Map.entry("mlflow/genai", "GenAI evaluation"),
              Map.entry("mlflow/jobs", "jobs"),
              Map.entry("mlflow/prompt-optimization", "prompt optimization"),
              Map.entry("mlflow/webhooks", "webhooks"),
              Map.entry("mlflow/workspaces", "workspaces"),
              Map.entry("mlflow/ui-telemetry", "telemetry of MLflow's UI")));

  private static final Map<String, String> ROOT =
      new TreeMap<>(Map.of("graphql", "GraphQL", "v1/traces", "traces"));

  private OutOfScope() {}

  static List<Route> routes() {
    return refusing(PREFIXED);
  }

  static List<Route> rootRoutes() {
    return refusing(ROOT);
  }

  private static List<Route> refusing(Map<String, String> paths) {
    List<Route> routes = new ArrayList<>();
    paths.forEach(
        (path, what) -> {
          Route.Handler refuse =
              call -> {
                throw new Refusal(
                    Code.NOT_IMPLEMENTED,
                    "Cannot serve "
                        + what
                        + ": this tracking server keeps runs, models and artifacts, use MLflow's own"
                        + " server for the rest");
              };
          for (String method : METHODS) {
            routes.add(new Route(method, path, Access.READ, refuse));
            routes.add(new Route(method, path + "/{rest...}", Access.READ, refuse));
          }
        });
    return routes;
  }
}
