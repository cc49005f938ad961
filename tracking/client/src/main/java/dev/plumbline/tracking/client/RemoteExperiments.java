package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.ExperimentStore;
import dev.plumbline.tracking.LifecycleStage;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.ViewType;
import java.util.Optional;

/** Experiments of a server. */
final class RemoteExperiments implements ExperimentStore {
  private static final String AT = "experiments/";
  private static final String ID = "experiment_id";

  private final Wire wire;

  RemoteExperiments(Wire wire) {
    this.wire = wire;
  }

  private static Experiment read(JsonNode json) {
    return new Experiment(
        Entities.text(json, ID),
        Entities.text(json, "name"),
        Entities.text(json, "artifact_location"),
        LifecycleStage.of(Entities.text(json, "lifecycle_stage")),
        Entities.time(json, "creation_time"),
        Entities.time(json, "last_update_time"),
        Entities.tags(json));
  }

  @Override
  public String createExperiment(NewExperiment experiment) {
    ObjectNode body =
        Bodies.with(Bodies.of("name", experiment.name()), "tags", experiment.tags(), Bodies::tag);
    experiment.artifactLocation().ifPresent(at -> body.put("artifact_location", at));
    return Entities.text(wire.send(Call.create(AT + "create", body)), ID);
  }

  @Override
  public Experiment loadExperiment(String experimentId) {
    return one(Call.get(AT + "get", Query.of(ID, experimentId)));
  }

  private Experiment one(Call call) {
    return read(Entities.needed(wire.send(call), "experiment"));
  }

  @Override
  public Optional<Experiment> findExperiment(String name) {
    try {
      return Optional.of(one(Call.get(AT + "get-by-name", Query.of("experiment_name", name))));
    } catch (TrackingException e) {
      if (e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Page<Experiment> searchExperiments(ViewType view, Search search) {
    ObjectNode body = Bodies.search(search).put("view_type", view.name());
    return Entities.page(
        wire.send(Call.ask(AT + "search", body)), "experiments", RemoteExperiments::read);
  }

  @Override
  public void renameExperiment(String experimentId, String newName) {
    wire.send(Call.post(AT + "update", Bodies.of(ID, experimentId).put("new_name", newName)));
  }

  @Override
  public void deleteExperiment(String experimentId) {
    wire.remove(Call.post(AT + "delete", Bodies.of(ID, experimentId)));
  }

  @Override
  public void restoreExperiment(String experimentId) {
    wire.remove(Call.post(AT + "restore", Bodies.of(ID, experimentId)));
  }

  @Override
  public void setExperimentTag(String experimentId, Tag tag) {
    wire.send(Call.post(AT + "set-experiment-tag", Bodies.tag(tag).put(ID, experimentId)));
  }

  @Override
  public void deleteExperimentTag(String experimentId, String key) {
    wire.remove(
        Call.post(AT + "delete-experiment-tag", Bodies.of(ID, experimentId).put("key", key)));
  }
}
