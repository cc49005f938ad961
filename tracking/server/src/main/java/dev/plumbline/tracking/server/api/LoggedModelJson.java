package dev.plumbline.tracking.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.server.wire.Json;
import java.io.IOException;

/** Logged models with their fields in the order of MLflow's protos. */
final class LoggedModelJson {
  private LoggedModelJson() {}

  static void model(JsonGenerator out, LoggedModel model) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("info");
    out.writeStringField("model_id", model.modelId());
    out.writeStringField("experiment_id", model.experimentId());
    out.writeStringField("name", model.name());
    out.writeNumberField("creation_timestamp_ms", model.creationTime().toEpochMilli());
    out.writeNumberField("last_updated_timestamp_ms", model.lastUpdatedTime().toEpochMilli());
    out.writeStringField("artifact_uri", model.artifactUri());
    out.writeStringField("status", LoggedModelStatuses.word(model.status()));
    out.writeStringField("model_type", model.modelType());
    out.writeStringField("source_run_id", model.sourceRunId());
    EntityJson.tags(out, model.tags());
    out.writeEndObject();
    out.writeObjectFieldStart("data");
    Json.list(out, "params", model.params(), (o, p) -> EntityJson.pair(o, p.key(), p.value()));
    Json.list(out, "metrics", model.metrics(), LoggedModelJson::measured);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void measured(JsonGenerator out, LoggedModel.Measured measured)
      throws IOException {
    ModelMetric point = measured.point();
    out.writeStartObject();
    EntityJson.point(out, point.metric());
    if (point.datasetName().isPresent()) {
      out.writeStringField("dataset_name", point.datasetName().get());
    }
    if (point.datasetDigest().isPresent()) {
      out.writeStringField("dataset_digest", point.datasetDigest().get());
    }
    out.writeStringField("model_id", point.modelId());
    out.writeStringField("run_id", measured.runId());
    out.writeEndObject();
  }
}
