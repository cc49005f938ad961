package dev.plumbline.tracking.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.Stage;
import java.util.List;
import java.util.Optional;

/** What a server would call for a recorded request to the store. */
final class RegistryCalls {
  private final RegistryStore store;

  RegistryCalls(RegistryStore store) {
    this.store = store;
  }

  ObjectNode answer(String method, String path, JsonNode in) {
    return path.startsWith("registered-models/") ? models(method, path, in) : versions(path, in);
  }

  private ObjectNode models(String method, String path, JsonNode in) {
    String name = StoreCalls.text(in, "name");
    String call = method + " " + path.substring("registered-models/".length());
    switch (call) {
      case "POST create" -> {
        return model(
            store
                .models()
                .createRegisteredModel(
                    name, StoreCalls.maybe(in, "description"), StoreCalls.tags(in)));
      }
      case "GET get" -> {
        return model(store.models().loadRegisteredModel(name));
      }
      case "GET search" -> {
        return EntityJson.page(
            "registered_models",
            store.models().searchRegisteredModels(StoreCalls.search(in, 100)),
            EntityJson::model);
      }
      case "POST rename" -> {
        return model(store.models().renameRegisteredModel(name, StoreCalls.text(in, "new_name")));
      }
      case "PATCH update" -> {
        return model(
            store.models().describeRegisteredModel(name, StoreCalls.maybe(in, "description")));
      }
      case "POST get-latest-versions" -> {
        List<Stage> stages = StoreCalls.list(in, "stages", stage -> Stage.of(stage.asText()));
        return EntityJson.list(
            "model_versions", store.versions().latestVersions(name, stages), EntityJson::version);
      }
      case "GET alias" -> {
        return StoreCalls.wrap(
            "model_version",
            EntityJson.version(
                store.aliases().loadModelVersionByAlias(name, StoreCalls.text(in, "alias"))));
      }
      case "POST alias" ->
          store.aliases().setAlias(name, StoreCalls.text(in, "alias"), in.path("version").asInt());
      case "DELETE alias" -> store.aliases().deleteAlias(name, StoreCalls.text(in, "alias"));
      case "DELETE delete" -> store.models().deleteRegisteredModel(name);
      case "POST set-tag" -> store.models().setRegisteredModelTag(name, StoreCalls.tag(in));
      case "DELETE delete-tag" ->
          store.models().deleteRegisteredModelTag(name, StoreCalls.text(in, "key"));
      default -> throw new IllegalArgumentException(call);
    }
    return EntityJson.object();
  }

  private ObjectNode versions(String path, JsonNode in) {
    String name = StoreCalls.text(in, "name");
    int version = in.path("version").asInt();
    switch (path) {
      case "model-versions/create" -> {
        NewModelVersion wanted =
            NewModelVersion.of(name, StoreCalls.text(in, "source")).tagged(StoreCalls.tags(in));
        Optional<String> run = StoreCalls.maybe(in, "run_id");
        return version(
            store
                .versions()
                .createModelVersion(run.isEmpty() ? wanted : wanted.fromRun(run.get())));
      }
      case "model-versions/get" -> {
        return version(store.versions().loadModelVersion(name, version));
      }
      case "model-versions/search" -> {
        return EntityJson.page(
            "model_versions",
            store.versions().searchModelVersions(StoreCalls.search(in, 10_000)),
            EntityJson::version);
      }
      case "model-versions/get-download-uri" -> {
        return EntityJson.object().put("artifact_uri", store.versions().downloadUri(name, version));
      }
      case "model-versions/transition-stage" -> {
        Stage stage = Stage.of(StoreCalls.text(in, "stage"));
        return version(
            in.path("archive_existing_versions").asBoolean()
                ? store.versions().transitionStageAndArchive(name, version, stage)
                : store.versions().transitionStage(name, version, stage));
      }
      case "model-versions/delete" -> store.versions().deleteModelVersion(name, version);
      default -> throw new IllegalArgumentException(path);
    }
    return EntityJson.object();
  }

  private static ObjectNode model(dev.plumbline.tracking.RegisteredModel model) {
    return StoreCalls.wrap("registered_model", EntityJson.model(model));
  }

  private static ObjectNode version(dev.plumbline.tracking.ModelVersion version) {
    return StoreCalls.wrap("model_version", EntityJson.version(version));
  }
}
