package dev.plumbline.tracking.recorded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.Tag;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Entities as MLflow's JSON shows them: empty lists are left out, NaN is a text. */
final class EntityJson {
  private EntityJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static <T> ObjectNode list(String name, List<T> items, Function<T, ObjectNode> json) {
    return put(object(), name, items, json);
  }

  static <T> ObjectNode page(String name, Page<T> page, Function<T, ObjectNode> json) {
    ObjectNode out = list(name, page.items(), json);
    page.nextPageToken().ifPresent(token -> out.put("next_page_token", token));
    return out;
  }

  private static <T> ObjectNode put(
      ObjectNode out, String name, List<T> items, Function<T, ObjectNode> json) {
    if (!items.isEmpty()) {
      ArrayNode array = out.putArray(name);
      items.forEach(item -> array.add(json.apply(item)));
    }
    return out;
  }

  private static ObjectNode pair(String key, String value) {
    return object().put("key", key).put("value", value);
  }

  private static ObjectNode tags(ObjectNode out, List<Tag> tags) {
    return put(out, "tags", tags, tag -> pair(tag.key(), tag.value()));
  }

  static ObjectNode experiment(Experiment experiment) {
    ObjectNode out =
        object()
            .put("experiment_id", experiment.experimentId())
            .put("name", experiment.name())
            .put("artifact_location", experiment.artifactLocation())
            .put("lifecycle_stage", experiment.lifecycleStage().word())
            .put("last_update_time", experiment.lastUpdateTime().toEpochMilli())
            .put("creation_time", experiment.creationTime().toEpochMilli());
    return tags(out, experiment.tags()).put("workspace", "default");
  }

  static ObjectNode info(RunInfo info) {
    ObjectNode out =
        object()
            .put("run_uuid", info.runId())
            .put("run_id", info.runId())
            .put("experiment_id", info.experimentId())
            .put("run_name", info.runName())
            .put("user_id", info.userId())
            .put("status", info.status().name())
            .put("start_time", info.startTime().toEpochMilli())
            .put("artifact_uri", info.artifactUri())
            .put("lifecycle_stage", info.lifecycleStage().word());
    info.endTime().map(Instant::toEpochMilli).ifPresent(end -> out.put("end_time", end));
    return out;
  }

  static ObjectNode run(Run run) {
    ObjectNode data = object();
    put(data, "metrics", run.data().metrics(), EntityJson::metric);
    put(data, "params", run.data().params(), param -> pair(param.key(), param.value()));
    tags(data, run.data().tags());
    ObjectNode inputs = object();
    put(inputs, "dataset_inputs", run.inputs(), EntityJson::input);
    ObjectNode out = object();
    out.set("info", info(run.info()));
    out.set("data", data);
    out.set("inputs", inputs);
    return out;
  }

  static ObjectNode metric(Metric metric) {
    ObjectNode out = object().put("key", metric.key());
    if (Double.isNaN(metric.value())) {
      out.put("value", "NaN");
    } else {
      out.put("value", metric.value());
    }
    return out.put("timestamp", metric.timestamp().toEpochMilli()).put("step", metric.step());
  }

  private static ObjectNode input(DatasetInput input) {
    ObjectNode dataset =
        object()
            .put("name", input.dataset().name())
            .put("digest", input.dataset().digest())
            .put("source_type", input.dataset().sourceType())
            .put("source", input.dataset().source());
    input.dataset().schema().ifPresent(schema -> dataset.put("schema", schema));
    input.dataset().profile().ifPresent(profile -> dataset.put("profile", profile));
    ObjectNode out = tags(object(), input.tags());
    out.set("dataset", dataset);
    return out;
  }

  static ObjectNode version(ModelVersion version) {
    ObjectNode out =
        object()
            .put("name", version.name())
            .put("version", Integer.toString(version.version()))
            .put("creation_timestamp", version.creationTimestamp().toEpochMilli())
            .put("last_updated_timestamp", version.lastUpdatedTimestamp().toEpochMilli())
            .put("current_stage", version.currentStage().word())
            .put("description", version.description().orElse(""))
            .put("source", version.source())
            .put("run_id", version.runId().orElse(""))
            .put("status", "READY")
            .put("run_link", version.runLink().orElse(""));
    tags(out, version.tags());
    if (!version.aliases().isEmpty()) {
      version.aliases().forEach(out.putArray("aliases")::add);
    }
    return out;
  }

  static ObjectNode model(RegisteredModel model) {
    ObjectNode out =
        object()
            .put("name", model.name())
            .put("creation_timestamp", model.creationTimestamp().toEpochMilli())
            .put("last_updated_timestamp", model.lastUpdatedTimestamp().toEpochMilli());
    model.description().ifPresent(description -> out.put("description", description));
    put(out, "latest_versions", model.latestVersions(), EntityJson::version);
    tags(out, model.tags());
    return put(
        out,
        "aliases",
        model.aliases(),
        alias -> object().put("alias", alias.alias()).put("version", "" + alias.version()));
  }
}
