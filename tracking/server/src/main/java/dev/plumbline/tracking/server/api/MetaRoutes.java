package dev.plumbline.tracking.server.api;

import java.util.List;

/** What a server says about itself. */
final class MetaRoutes {
  /** The version of MLflow whose wire this is; clients ask it to know what they may call. */
  static final String MLFLOW = "3.17.2";

  private MetaRoutes() {}

  static List<Route> rootRoutes() {
    return List.of(text("health", "OK"), text("version", MLFLOW));
  }

  private static Route text(String path, String text) {
    return Route.get(path, call -> new Answer.Text(200, "text/plain; charset=utf-8", text)).open();
  }

  static List<Route> routes() {
    return List.of(Route.get("mlflow/server-info", call -> info()).open());
  }

  private static Answer info() {
    return Answer.of(
        out -> {
          out.writeStartObject();
          out.writeStringField("store_type", "SqlStore");
          out.writeBooleanField("workspaces_enabled", false);
          out.writeBooleanField("trace_archival_enabled", false);
          out.writeBooleanField("multipart_uploads_enabled", false);
          out.writeBooleanField("multipart_downloads_enabled", false);
          out.writeBooleanField("presigned_upload_run_id_supported", false);
          out.writeBooleanField("presigned_upload_model_id_supported", false);
          out.writeObjectFieldStart("features_enabled");
          out.writeBooleanField("gateway", false);
          out.writeBooleanField("given_keys", true);
          out.writeBooleanField("compare_and_set_alias", true);
          out.writeEndObject();
          out.writeEndObject();
        });
  }
}
