package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.RunModels;
import dev.plumbline.tracking.RunStatus;
import java.util.Optional;

/** Reads runs and what was logged to them. */
final class Runs {
  private Runs() {}

  static Run run(JsonNode json) {
    JsonNode data = json.path("data");
    JsonNode inputs = json.path("inputs");
    return new Run(
        info(Entities.needed(json, "info")),
        new RunData(
            Entities.list(data, "metrics", Runs::metric),
            Entities.params(data),
            Entities.tags(data)),
        Entities.list(inputs, "dataset_inputs", Runs::input),
        new RunModels(
            Entities.list(inputs, "model_inputs", each -> Entities.text(each, "model_id")),
            Entities.list(json.path("outputs"), "model_outputs", Runs::output)));
  }

  static RunInfo info(JsonNode json) {
    return new RunInfo(
        Entities.nonEmpty(json, "run_id").orElseGet(() -> Entities.text(json, "run_uuid")),
        Entities.text(json, "experiment_id"),
        Entities.text(json, "run_name"),
        Entities.text(json, "user_id"),
        Entities.word(RunStatus.class, Entities.text(json, "status")),
        Entities.time(json, "start_time"),
        json.hasNonNull("end_time")
            ? Optional.of(Entities.time(json, "end_time"))
            : Optional.empty(),
        Entities.text(json, "artifact_uri"),
        LifecycleStage.of(Entities.text(json, "lifecycle_stage")));
  }

  static Metric metric(JsonNode json) {
    return new Metric(
        Entities.text(json, "key"),
        Entities.real(json, "value"),
        Entities.time(json, "timestamp"),
        Entities.whole(json, "step"));
  }

  private static ModelOutput output(JsonNode json) {
    return new ModelOutput(Entities.text(json, "model_id"), Entities.whole(json, "step"));
  }

  private static DatasetInput input(JsonNode json) {
    JsonNode dataset = json.path("dataset");
    return new DatasetInput(
        new Dataset(
            Entities.text(dataset, "name"),
            Entities.text(dataset, "digest"),
            Entities.text(dataset, "source_type"),
            Entities.text(dataset, "source"),
            Entities.maybe(dataset, "schema"),
            Entities.maybe(dataset, "profile")),
        Entities.tags(json));
  }
}
