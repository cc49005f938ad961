package dev.plumbline.tracking.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.FileInfo;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.server.wire.Json;
import java.io.IOException;
import java.util.List;

/** Experiments, runs and files with their fields in the order of MLflow's protos. */
final class EntityJson {
  private EntityJson() {}

  static void experiment(JsonGenerator out, Experiment experiment) throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment_id", experiment.experimentId());
    out.writeStringField("name", experiment.name());
    out.writeStringField("artifact_location", experiment.artifactLocation());
    out.writeStringField("lifecycle_stage", experiment.lifecycleStage().word());
    out.writeNumberField("last_update_time", experiment.lastUpdateTime().toEpochMilli());
    out.writeNumberField("creation_time", experiment.creationTime().toEpochMilli());
    tags(out, experiment.tags());
    out.writeStringField("workspace", "default");
    out.writeEndObject();
  }

  static void info(JsonGenerator out, RunInfo info) throws IOException {
    out.writeStartObject();
    out.writeStringField("run_uuid", info.runId());
    out.writeStringField("experiment_id", info.experimentId());
    out.writeStringField("run_name", info.runName());
    out.writeStringField("user_id", info.userId());
    out.writeStringField("status", info.status().name());
    out.writeNumberField("start_time", info.startTime().toEpochMilli());
    if (info.endTime().isPresent()) {
      out.writeNumberField("end_time", info.endTime().get().toEpochMilli());
    }
    out.writeStringField("artifact_uri", info.artifactUri());
    out.writeStringField("lifecycle_stage", info.lifecycleStage().word());
    out.writeStringField("run_id", info.runId());
    out.writeEndObject();
  }

  static void run(JsonGenerator out, Run run) throws IOException {
    out.writeStartObject();
    logged(out, run);
    out.writeObjectFieldStart("outputs");
    Json.list(out, "model_outputs", run.models().outputs(), EntityJson::output);
    out.writeEndObject();
    out.writeEndObject();
  }

  /** A run that was just created: MLflow shows no outputs then. */
  static void created(JsonGenerator out, Run run) throws IOException {
    out.writeStartObject();
    logged(out, run);
    out.writeEndObject();
  }

  private static void logged(JsonGenerator out, Run run) throws IOException {
    out.writeFieldName("info");
    info(out, run.info());
    out.writeObjectFieldStart("data");
    Json.list(out, "metrics", run.data().metrics(), EntityJson::metric);
    Json.list(out, "params", run.data().params(), (o, p) -> pair(o, p.key(), p.value()));
    tags(out, run.data().tags());
    out.writeEndObject();
    out.writeObjectFieldStart("inputs");
    Json.list(out, "dataset_inputs", run.inputs(), EntityJson::input);
    Json.list(out, "model_inputs", run.models().inputs(), EntityJson::model);
    out.writeEndObject();
  }

  static void metric(JsonGenerator out, Metric metric) throws IOException {
    out.writeStartObject();
    point(out, metric);
    out.writeEndObject();
  }

  /** A metric's own fields, within an object that has more. */
  static void point(JsonGenerator out, Metric metric) throws IOException {
    out.writeStringField("key", metric.key());
    out.writeNumberField("value", metric.value());
    out.writeNumberField("timestamp", metric.timestamp().toEpochMilli());
    out.writeNumberField("step", metric.step());
  }

  private static void model(JsonGenerator out, String modelId) throws IOException {
    out.writeStartObject();
    out.writeStringField("model_id", modelId);
    out.writeEndObject();
  }

  private static void output(JsonGenerator out, ModelOutput output) throws IOException {
    out.writeStartObject();
    out.writeStringField("model_id", output.modelId());
    out.writeNumberField("step", output.step());
    out.writeEndObject();
  }

  private static void input(JsonGenerator out, DatasetInput input) throws IOException {
    out.writeStartObject();
    tags(out, input.tags());
    out.writeObjectFieldStart("dataset");
    out.writeStringField("name", input.dataset().name());
    out.writeStringField("digest", input.dataset().digest());
    out.writeStringField("source_type", input.dataset().sourceType());
    out.writeStringField("source", input.dataset().source());
    if (input.dataset().schema().isPresent()) {
      out.writeStringField("schema", input.dataset().schema().get());
    }
    if (input.dataset().profile().isPresent()) {
      out.writeStringField("profile", input.dataset().profile().get());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  static void file(JsonGenerator out, FileInfo file) throws IOException {
    out.writeStartObject();
    out.writeStringField("path", file.path());
    out.writeBooleanField("is_dir", file.isDirectory());
    if (file.sizeBytes().isPresent()) {
      out.writeNumberField("file_size", file.sizeBytes().getAsLong());
    }
    out.writeEndObject();
  }

  static void tags(JsonGenerator out, List<Tag> tags) throws IOException {
    Json.list(out, "tags", tags, (o, tag) -> pair(o, tag.key(), tag.value()));
  }

  static void pair(JsonGenerator out, String key, String value) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", key);
    out.writeStringField("value", value);
    out.writeEndObject();
  }
}
