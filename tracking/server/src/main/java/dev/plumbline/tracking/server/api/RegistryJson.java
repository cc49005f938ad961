package dev.plumbline.tracking.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.server.wire.Json;
import java.io.IOException;
import java.util.List;

/** Registered models and versions with their fields in the order of MLflow's protos. */
final class RegistryJson {
  private RegistryJson() {}

  static void model(JsonGenerator out, RegisteredModel model) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", model.name());
    out.writeNumberField("creation_timestamp", model.creationTimestamp().toEpochMilli());
    out.writeNumberField("last_updated_timestamp", model.lastUpdatedTimestamp().toEpochMilli());
    if (model.description().isPresent()) {
      out.writeStringField("description", model.description().get());
    }
    Json.list(out, "latest_versions", model.latestVersions(), RegistryJson::listed);
    EntityJson.tags(out, model.tags());
    Json.list(
        out,
        "aliases",
        model.aliases(),
        (o, alias) -> {
          o.writeStartObject();
          o.writeStringField("alias", alias.alias());
          o.writeStringField("version", Integer.toString(alias.version()));
          o.writeEndObject();
        });
    out.writeEndObject();
  }

  /** A version among others: MLflow shows no aliases there. */
  static void listed(JsonGenerator out, ModelVersion version) throws IOException {
    version(out, version, List.of());
  }

  static void version(JsonGenerator out, ModelVersion version) throws IOException {
    version(out, version, version.aliases());
  }

  private static void version(JsonGenerator out, ModelVersion version, List<String> aliases)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", version.name());
    out.writeStringField("version", Integer.toString(version.version()));
    out.writeNumberField("creation_timestamp", version.creationTimestamp().toEpochMilli());
    out.writeNumberField("last_updated_timestamp", version.lastUpdatedTimestamp().toEpochMilli());
    out.writeStringField("current_stage", version.currentStage().word());
    out.writeStringField("description", version.description().orElse(""));
    out.writeStringField("source", version.source());
    out.writeStringField("run_id", version.runId().orElse(""));
    out.writeStringField("status", "READY");
    EntityJson.tags(out, version.tags());
    out.writeStringField("run_link", version.runLink().orElse(""));
    Json.list(out, "aliases", aliases, JsonGenerator::writeString);
    out.writeEndObject();
  }
}
