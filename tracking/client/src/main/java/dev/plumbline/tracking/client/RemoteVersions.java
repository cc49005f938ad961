package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.Tag;
import java.util.List;
import java.util.Optional;

/** Versions of a server's registered models. A search shows them without their aliases. */
final class RemoteVersions implements ModelVersionStore {
  private static final String AT = "model-versions/";
  private static final String NAME = "name";

  private final Wire wire;
  private final Extensions extensions;

  RemoteVersions(Wire wire, Extensions extensions) {
    this.wire = wire;
    this.extensions = extensions;
  }

  private ModelVersion one(Call call) {
    return Versions.read(Entities.needed(wire.send(call), "model_version"));
  }

  private static ObjectNode version(String name, int version) {
    return Bodies.of(NAME, name).put("version", Integer.toString(version));
  }

  private static Query query(String name, int version) {
    return Query.of(NAME, name).and("version", Integer.toString(version));
  }

  /** A version with a source key is made once; see {@link RemoteTracking} for MLflow's server. */
  @Override
  public ModelVersion createModelVersion(NewModelVersion version) {
    if (version.sourceKey().isEmpty()) {
      return create(body(version));
    }
    String key = version.sourceKey().get();
    if (extensions.takesKeys()) {
      return create(body(version).put("source_key", key));
    }
    return tagged(version.name(), key)
        .orElseGet(
            () -> {
              ObjectNode body = body(version);
              body.withArray("tags").add(Bodies.pair(Extensions.KEY_TAG, key));
              return create(body);
            });
  }

  private static ObjectNode body(NewModelVersion version) {
    ObjectNode body = Bodies.of(NAME, version.name()).put("source", version.source());
    version.runId().ifPresent(run -> body.put("run_id", run));
    version.runLink().ifPresent(link -> body.put("run_link", link));
    version.description().ifPresent(text -> body.put("description", text));
    version.modelId().ifPresent(model -> body.put("model_id", model));
    return Bodies.with(body, "tags", version.tags(), Bodies::tag);
  }

  private ModelVersion create(ObjectNode body) {
    return one(Call.create(AT + "create", body));
  }

  /** The first version that was made for a source key and isn't deleted. */
  private Optional<ModelVersion> tagged(String name, String key) {
    Search search =
        Search.where(
                "name = "
                    + Search.quote(name)
                    + " AND tags.`"
                    + Extensions.KEY_TAG
                    + "` = "
                    + Search.quote(key))
            .orderedBy("version_number ASC")
            .atMost(1);
    return searchModelVersions(search).items().stream()
        .findFirst()
        .map(found -> loadModelVersion(name, found.version()));
  }

  @Override
  public ModelVersion loadModelVersion(String name, int version) {
    return one(Call.get(AT + "get", query(name, version)));
  }

  @Override
  public Page<ModelVersion> searchModelVersions(Search search) {
    return Entities.page(
        wire.send(Call.get(AT + "search", Query.of(search))), "model_versions", Versions::read);
  }

  @Override
  public ModelVersion describeModelVersion(String name, int version, Optional<String> description) {
    return one(
        Call.patch(
            AT + "update", version(name, version).put("description", description.orElse(""))));
  }

  @Override
  public void deleteModelVersion(String name, int version) {
    wire.remove(Call.delete(AT + "delete", version(name, version)));
  }

  @Override
  public void setModelVersionTag(String name, int version, Tag tag) {
    ObjectNode body = version(name, version).put("key", tag.key()).put("value", tag.value());
    wire.send(Call.post(AT + "set-tag", body));
  }

  @Override
  public void deleteModelVersionTag(String name, int version, String key) {
    wire.send(Call.delete(AT + "delete-tag", version(name, version).put("key", key)));
  }

  @Override
  public ModelVersion transitionStage(String name, int version, Stage stage) {
    return one(Call.post(AT + "transition-stage", move(name, version, stage)));
  }

  @Override
  public ModelVersion transitionStageAndArchive(String name, int version, Stage stage) {
    ObjectNode body = move(name, version, stage).put("archive_existing_versions", true);
    return one(Call.post(AT + "transition-stage", body));
  }

  private static ObjectNode move(String name, int version, Stage stage) {
    return version(name, version)
        .put("stage", stage.word())
        .put("archive_existing_versions", false);
  }

  @Override
  public List<ModelVersion> latestVersions(String name, List<Stage> stages) {
    List<String> words = stages.stream().map(Stage::word).toList();
    ObjectNode body = Bodies.texts(Bodies.of(NAME, name), "stages", words);
    return List.copyOf(
        Entities.list(
            wire.send(Call.ask("registered-models/get-latest-versions", body)),
            "model_versions",
            Versions::read));
  }

  @Override
  public String downloadUri(String name, int version) {
    return Entities.text(
        wire.send(Call.get(AT + "get-download-uri", query(name, version))), "artifact_uri");
  }
}
