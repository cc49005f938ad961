package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunInfo;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.rules.RunRules;
import java.util.List;
import java.util.Optional;

/** Runs of a server. */
final class RemoteRuns implements RunStore {
  private static final String AT = "runs/";
  private static final String ID = "run_id";

  private final Wire wire;
  private final Extensions extensions;

  RemoteRuns(Wire wire, Extensions extensions) {
    this.wire = wire;
    this.extensions = extensions;
  }

  /** A run with an id is made once; see {@link RemoteTracking} for what MLflow's server makes. */
  @Override
  public Run createRun(NewRun wanted) {
    if (wanted.runId().isEmpty()) {
      return create(body(wanted));
    }
    String id = RunRules.runId(wanted.runId().get());
    if (extensions.takesKeys()) {
      return create(body(wanted).put(ID, id));
    }
    return tagged(wanted.experimentId(), id)
        .orElseGet(
            () -> {
              ObjectNode body = body(wanted);
              body.withArray("tags").add(Bodies.pair(Extensions.KEY_TAG, id));
              return create(body);
            });
  }

  private static ObjectNode body(NewRun wanted) {
    ObjectNode body =
        Bodies.of("experiment_id", wanted.experimentId())
            .put("user_id", wanted.userId())
            .put("start_time", wanted.startTime().toEpochMilli());
    wanted.runName().ifPresent(name -> body.put("run_name", name));
    return Bodies.with(body, "tags", wanted.tags(), Bodies::tag);
  }

  private Run create(ObjectNode body) {
    return one(wire.send(Call.create(AT + "create", body)));
  }

  private static Run one(JsonNode answer) {
    return Runs.run(Entities.needed(answer, "run"));
  }

  /** The first run that was made for an id. */
  private Optional<Run> tagged(String experimentId, String id) {
    Search search =
        Search.where("tags.`" + Extensions.KEY_TAG + "` = " + Search.quote(id))
            .orderedBy("start_time ASC")
            .atMost(1);
    return searchRuns(List.of(experimentId), ViewType.ALL, search).items().stream().findFirst();
  }

  @Override
  public Run loadRun(String runId) {
    return one(wire.send(Call.get(AT + "get", Query.of(ID, runId))));
  }

  @Override
  public Optional<Run> findRun(String runId) {
    try {
      return Optional.of(loadRun(runId));
    } catch (TrackingException e) {
      if (e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public RunInfo updateRun(String runId, RunUpdate update) {
    ObjectNode body = Bodies.of(ID, runId);
    update.status().ifPresent(status -> body.put("status", status.name()));
    update.endTime().ifPresent(time -> body.put("end_time", time.toEpochMilli()));
    update.runName().ifPresent(name -> body.put("run_name", name));
    JsonNode answer = wire.send(Call.post(AT + "update", body));
    return Runs.info(Entities.needed(answer, "run_info"));
  }

  @Override
  public void deleteRun(String runId) {
    wire.send(Call.post(AT + "delete", Bodies.of(ID, runId)));
  }

  @Override
  public void restoreRun(String runId) {
    wire.send(Call.post(AT + "restore", Bodies.of(ID, runId)));
  }

  @Override
  public Page<Run> searchRuns(List<String> experimentIds, ViewType view, Search search) {
    ObjectNode body = Bodies.search(search).put("run_view_type", view.name());
    Bodies.texts(body, "experiment_ids", experimentIds);
    return Entities.page(wire.send(Call.ask(AT + "search", body)), "runs", Runs::run);
  }
}
