package dev.plumbline.tracking.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a server would call for a recorded request, and the answer it would give. */
final class StoreCalls {
  private final TrackingStore tracking;
  private final RegistryCalls registry;

  StoreCalls(TrackingStore tracking, RegistryStore registry) {
    this.tracking = tracking;
    this.registry = new RegistryCalls(registry);
  }

  ObjectNode answer(String method, String path, JsonNode in) {
    return path.startsWith("experiments/")
        ? experiments(path, in)
        : path.startsWith("runs/") || path.startsWith("metrics/")
            ? runs(path, in)
            : registry.answer(method, path, in);
  }

  private ObjectNode experiments(String path, JsonNode in) {
    String id = text(in, "experiment_id");
    switch (path) {
      case "experiments/create" -> {
        NewExperiment wanted = new NewExperiment(text(in, "name"), Optional.empty(), tags(in));
        return EntityJson.object()
            .put("experiment_id", tracking.experiments().createExperiment(wanted));
      }
      case "experiments/get" -> {
        return wrap("experiment", EntityJson.experiment(tracking.experiments().loadExperiment(id)));
      }
      case "experiments/get-by-name" -> {
        String name = text(in, "experiment_name");
        return wrap(
            "experiment",
            EntityJson.experiment(
                tracking
                    .experiments()
                    .findExperiment(name)
                    .orElseThrow(
                        () ->
                            TrackingException.missing(
                                "Could not find experiment with name '" + name + "'"))));
      }
      case "experiments/search" -> {
        return EntityJson.page(
            "experiments",
            tracking.experiments().searchExperiments(view(in, "view_type"), search(in, 1000)),
            EntityJson::experiment);
      }
      case "experiments/delete" -> tracking.experiments().deleteExperiment(id);
      case "experiments/restore" -> tracking.experiments().restoreExperiment(id);
      case "experiments/update" ->
          tracking.experiments().renameExperiment(id, text(in, "new_name"));
      case "experiments/set-experiment-tag" -> tracking.experiments().setExperimentTag(id, tag(in));
      case "experiments/delete-experiment-tag" ->
          tracking.experiments().deleteExperimentTag(id, text(in, "key"));
      default -> throw new IllegalArgumentException(path);
    }
    return EntityJson.object();
  }

  private ObjectNode runs(String path, JsonNode in) {
    String id = in.has("run_id") ? text(in, "run_id") : text(in, "run_uuid");
    switch (path) {
      case "runs/create" -> {
        return wrap("run", EntityJson.run(tracking.runs().createRun(newRun(in))));
      }
      case "runs/get" -> {
        return wrap("run", EntityJson.run(tracking.runs().loadRun(id)));
      }
      case "runs/update" -> {
        return wrap("run_info", EntityJson.info(tracking.runs().updateRun(id, update(in))));
      }
      case "runs/search" -> {
        List<String> experiments = list(in, "experiment_ids", JsonNode::asText);
        return EntityJson.page(
            "runs",
            tracking.runs().searchRuns(experiments, view(in, "run_view_type"), search(in, 1000)),
            EntityJson::run);
      }
      case "metrics/get-history" -> {
        return EntityJson.page(
            "metrics",
            tracking
                .log()
                .metricHistory(
                    id, text(in, "metric_key"), in.path("max_results").asInt(25_000), token(in)),
            EntityJson::metric);
      }
      case "runs/delete" -> tracking.runs().deleteRun(id);
      case "runs/restore" -> tracking.runs().restoreRun(id);
      case "runs/log-metric" -> tracking.log().logMetric(id, metric(in));
      case "runs/log-parameter" -> tracking.log().logParam(id, param(in));
      case "runs/set-tag" -> tracking.log().setTag(id, tag(in));
      case "runs/delete-tag" -> tracking.log().deleteTag(id, text(in, "key"));
      case "runs/log-batch" ->
          tracking
              .log()
              .logBatch(
                  id,
                  new Batch(
                      list(in, "metrics", StoreCalls::metric),
                      list(in, "params", StoreCalls::param),
                      tags(in)));
      case "runs/log-inputs" ->
          tracking.log().logInputs(id, list(in, "datasets", StoreCalls::input));
      default -> throw new IllegalArgumentException(path);
    }
    return EntityJson.object();
  }

  static ObjectNode wrap(String name, ObjectNode node) {
    ObjectNode out = EntityJson.object();
    out.set(name, node);
    return out;
  }

  private static NewRun newRun(JsonNode in) {
    return new NewRun(
        text(in, "experiment_id"),
        Optional.empty(),
        maybe(in, "run_name"),
        text(in, "user_id"),
        Instant.ofEpochMilli(in.path("start_time").asLong()),
        tags(in));
  }

  /** An unknown status is left out, as MLflow's parser does. */
  private static RunUpdate update(JsonNode in) {
    return new RunUpdate(
        maybe(in, "status").filter(status -> !status.equals("NOPE")).map(RunStatus::valueOf),
        in.has("end_time")
            ? Optional.of(Instant.ofEpochMilli(in.get("end_time").asLong()))
            : Optional.empty(),
        maybe(in, "run_name"));
  }

  static Search search(JsonNode in, int maxResults) {
    return new Search(
        text(in, "filter"),
        list(in, "order_by", JsonNode::asText),
        in.path("max_results").asInt(maxResults),
        token(in));
  }

  private static Optional<String> token(JsonNode in) {
    return maybe(in, "page_token");
  }

  private static ViewType view(JsonNode in, String key) {
    return maybe(in, key)
        .filter(view -> !view.equals("FOO"))
        .map(ViewType::valueOf)
        .orElse(ViewType.ACTIVE_ONLY);
  }

  private static Metric metric(JsonNode in) {
    return new Metric(
        text(in, "key"),
        in.get("value").isTextual()
            ? Double.parseDouble(in.get("value").asText())
            : in.get("value").asDouble(),
        Instant.ofEpochMilli(whole(in.get("timestamp"))),
        whole(in.path("step")));
  }

  /** MLflow reads a fraction as if nothing were there. */
  private static long whole(JsonNode number) {
    return number.isDouble() ? 0 : number.asLong();
  }

  private static Param param(JsonNode in) {
    return new Param(text(in, "key"), text(in, "value"));
  }

  static Tag tag(JsonNode in) {
    return new Tag(text(in, "key"), text(in, "value"));
  }

  static List<Tag> tags(JsonNode in) {
    return list(in, "tags", StoreCalls::tag);
  }

  private static DatasetInput input(JsonNode in) {
    JsonNode dataset = in.get("dataset");
    return new DatasetInput(
        new Dataset(
            text(dataset, "name"),
            text(dataset, "digest"),
            text(dataset, "source_type"),
            text(dataset, "source"),
            maybe(dataset, "schema"),
            maybe(dataset, "profile")),
        tags(in));
  }

  static String text(JsonNode in, String key) {
    return in.path(key).asText("");
  }

  static Optional<String> maybe(JsonNode in, String key) {
    return in.has(key) ? Optional.of(in.get(key).asText()) : Optional.empty();
  }

  static <T> List<T> list(JsonNode in, String key, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    in.path(key).forEach(each -> items.add(item.apply(each)));
    return items;
  }
}
