package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.LoggedModelSearch;
import dev.plumbline.tracking.LoggedModelStatus;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.NewLoggedModel;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.util.List;
import java.util.Optional;

/** Models logged to experiments of a server. */
final class RemoteLoggedModels implements LoggedModelStore {
  private static final String AT = "logged-models";
  private static final String ID = "model_id";
  private static final String STATUS = "LOGGED_MODEL_";
  private static final String UNSPECIFIED = STATUS + "STATUS_UNSPECIFIED";

  private final Wire wire;
  private final Extensions extensions;

  RemoteLoggedModels(Wire wire, Extensions extensions) {
    this.wire = wire;
    this.extensions = extensions;
  }

  private static LoggedModel read(JsonNode json) {
    JsonNode info = Entities.needed(json, "info");
    JsonNode data = json.path("data");
    return new LoggedModel(
        Entities.text(info, ID),
        Entities.text(info, "experiment_id"),
        Entities.text(info, "name"),
        Entities.time(info, "creation_timestamp_ms"),
        Entities.time(info, "last_updated_timestamp_ms"),
        Entities.text(info, "artifact_uri"),
        status(Entities.text(info, "status")),
        Entities.text(info, "model_type"),
        Entities.text(info, "source_run_id"),
        Entities.tags(info),
        Entities.params(data),
        Entities.list(data, "metrics", RemoteLoggedModels::measured));
  }

  private static LoggedModelStatus status(String word) {
    return word.isEmpty() || word.equals(UNSPECIFIED)
        ? LoggedModelStatus.UNSPECIFIED
        : Entities.word(LoggedModelStatus.class, word.replaceFirst("^" + STATUS, ""));
  }

  private static LoggedModel.Measured measured(JsonNode json) {
    return new LoggedModel.Measured(
        Entities.text(json, "run_id"),
        new ModelMetric(
            Entities.text(json, ID),
            Runs.metric(json),
            Entities.nonEmpty(json, "dataset_name"),
            Entities.nonEmpty(json, "dataset_digest")));
  }

  private LoggedModel one(Call call) {
    return read(Entities.needed(wire.send(call), "model"));
  }

  private static String path(String modelId) {
    return AT + "/" + Query.encoded(modelId);
  }

  /** A model with an id is made once; see {@link RemoteTracking} for MLflow's server. */
  @Override
  public LoggedModel createLoggedModel(NewLoggedModel model) {
    if (model.modelId().isEmpty()) {
      return create(body(model));
    }
    String id = model.modelId().get();
    if (extensions.takesKeys()) {
      return create(body(model).put(ID, id));
    }
    return tagged(model.experimentId(), id)
        .orElseGet(
            () -> {
              ObjectNode body = body(model);
              body.withArray("tags").add(Bodies.pair(Extensions.KEY_TAG, id));
              return create(body);
            });
  }

  private static ObjectNode body(NewLoggedModel model) {
    ObjectNode body =
        Bodies.of("experiment_id", model.experimentId())
            .put("model_type", model.modelType())
            .put("source_run_id", model.sourceRunId());
    model.name().ifPresent(name -> body.put("name", name));
    Bodies.with(body, "params", model.params(), Bodies::param);
    return Bodies.with(body, "tags", model.tags(), Bodies::tag);
  }

  private LoggedModel create(ObjectNode body) {
    return one(Call.create(AT, body));
  }

  /** A model that was made for an id and isn't deleted. */
  private Optional<LoggedModel> tagged(String experimentId, String id) {
    String filter = "tags.`" + Extensions.KEY_TAG + "` = " + Search.quote(id);
    return searchLoggedModels(LoggedModelSearch.where(experimentId, filter)).items().stream()
        .findFirst();
  }

  @Override
  public LoggedModel loadLoggedModel(String modelId) {
    return one(Call.get(path(modelId), Query.NONE));
  }

  @Override
  public LoggedModel loadLoggedModelEvenDeleted(String modelId) {
    return one(Call.get(path(modelId), Query.of("allow_deleted", "true")));
  }

  @Override
  public LoggedModel finishLoggedModel(String modelId, LoggedModelStatus status) {
    String word = status == LoggedModelStatus.UNSPECIFIED ? UNSPECIFIED : STATUS + status.name();
    return one(Call.patch(path(modelId), Bodies.of(ID, modelId).put("status", word)));
  }

  @Override
  public void deleteLoggedModel(String modelId) {
    wire.send(Call.delete(path(modelId), Bodies.of(ID, modelId)));
  }

  /** MLflow's server refuses even a parameter that it has with the same value: it is left out. */
  @Override
  public void logModelParams(String modelId, List<Param> params) {
    try {
      sendParams(modelId, params);
    } catch (TrackingException e) {
      List<Param> there = isMlflows(e) ? loadLoggedModel(modelId).params() : List.of();
      List<Param> rest = without(params, there);
      boolean changes =
          rest.stream().anyMatch(p -> there.stream().anyMatch(t -> t.key().equals(p.key())));
      if (rest.size() == params.size() || changes) {
        throw e;
      }
      sendParams(modelId, rest);
    }
  }

  private void sendParams(String modelId, List<Param> params) {
    if (!params.isEmpty()) {
      wire.send(
          Call.post(
              path(modelId) + "/params",
              Bodies.with(Bodies.of(ID, modelId), "params", params, Bodies::param)));
    }
  }

  private boolean isMlflows(TrackingException e) {
    return e.code() == ErrorCode.INVALID_PARAMETER_VALUE && !extensions.takesKeys();
  }

  private static <T> List<T> without(List<T> all, List<T> there) {
    return all.stream().filter(each -> !there.contains(each)).distinct().toList();
  }

  @Override
  public void setModelTags(String modelId, List<Tag> tags) {
    wire.send(
        Call.patch(
            path(modelId) + "/tags",
            Bodies.with(Bodies.of(ID, modelId), "tags", tags, Bodies::tag)));
  }

  @Override
  public void deleteModelTag(String modelId, String key) {
    wire.remove(
        Call.delete(
            path(modelId) + "/tags/" + Query.encoded(key),
            Bodies.of(ID, modelId).put("tag_key", key)));
  }

  @Override
  public Page<LoggedModel> searchLoggedModels(LoggedModelSearch search) {
    ObjectNode body = Bodies.of("filter", search.filter()).put("max_results", search.maxResults());
    Bodies.texts(body, "experiment_ids", search.experimentIds());
    Bodies.with(body, "datasets", search.datasets(), on -> on(Bodies.empty(), on));
    Bodies.with(body, "order_by", search.orderBy(), RemoteLoggedModels::by);
    search.pageToken().ifPresent(token -> body.put("page_token", token));
    return Entities.page(
        wire.send(Call.ask(AT + "/search", body)), "models", RemoteLoggedModels::read);
  }

  private static ObjectNode on(ObjectNode body, LoggedModelSearch.On on) {
    body.put("dataset_name", on.name());
    on.digest().ifPresent(digest -> body.put("dataset_digest", digest));
    return body;
  }

  private static ObjectNode by(LoggedModelSearch.By by) {
    ObjectNode body = Bodies.of("field_name", by.field()).put("ascending", by.ascending());
    by.dataset().ifPresent(dataset -> on(body, dataset));
    return body;
  }

  @Override
  public void linkInputs(String runId, List<String> modelIds) {
    ObjectNode body = Bodies.of("run_id", runId);
    Bodies.with(body, "models", modelIds, id -> Bodies.of(ID, id));
    wire.send(Call.post("runs/log-inputs", body));
  }

  /** MLflow's server refuses a link that is there: it is left out. */
  @Override
  public void linkOutputs(String runId, List<ModelOutput> outputs) {
    try {
      sendOutputs(runId, outputs);
    } catch (TrackingException e) {
      List<ModelOutput> rest = isMlflows(e) ? without(outputs, outputs(runId)) : outputs;
      if (rest.size() == outputs.size()) {
        throw e;
      }
      sendOutputs(runId, rest);
    }
  }

  private void sendOutputs(String runId, List<ModelOutput> outputs) {
    if (!outputs.isEmpty()) {
      ObjectNode body = Bodies.of("run_id", runId);
      Bodies.with(body, "models", outputs, Bodies::output);
      wire.send(Call.post("runs/outputs", body));
    }
  }

  private List<ModelOutput> outputs(String runId) {
    JsonNode answer = wire.send(Call.get("runs/get", Query.of("run_id", runId)));
    return Runs.run(Entities.needed(answer, "run")).models().outputs();
  }
}
