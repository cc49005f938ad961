package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.KEY;
import static dev.plumbline.tracking.server.api.Fields.NAME;
import static dev.plumbline.tracking.server.api.Fields.TAGS;
import static dev.plumbline.tracking.server.api.Fields.VALUE;
import static dev.plumbline.tracking.server.api.Fields.VERSION;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.truth;

import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.ModelVersionStore;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.List;

/** Versions of registered models. */
final class VersionRoutes {
  private static final String AT = "mlflow/model-versions/";
  private static final List<Field> BY_NUMBER = List.of(NAME, VERSION);
  private static final List<Field> CREATE =
      List.of(
          NAME,
          text("source").required(),
          text("run_id"),
          TAGS,
          text("run_link"),
          text("description"),
          text("model_id"),
          text("source_key"));
  private static final List<Field> DESCRIBE = List.of(NAME, VERSION, text("description"));
  private static final List<Field> MOVE =
      List.of(NAME, VERSION, text("stage").required(), truth("archive_existing_versions"));
  private static final List<Field> SEARCH = Fields.searching(200_000);
  private static final List<Field> SET_TAG = List.of(NAME, VERSION, KEY, VALUE);
  private static final List<Field> DELETE_TAG = List.of(NAME, VERSION, KEY);

  private final ModelVersionStore store;
  private final Sources sources;

  VersionRoutes(ModelVersionStore store, Sources sources) {
    this.store = store;
    this.sources = sources;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT + "create", this::create),
        Route.get(AT + "get", this::get),
        Route.get(AT + "search", this::search),
        Route.patch(AT + "update", this::describe),
        Route.delete(AT + "delete", this::delete),
        Route.post(AT + "transition-stage", this::move),
        Route.get(AT + "get-download-uri", this::download),
        Route.post(AT + "set-tag", this::setTag),
        Route.delete(AT + "delete-tag", this::deleteTag));
  }

  static Answer shown(ModelVersion version) {
    return Answer.of(Json.one("model_version", version, RegistryJson::version));
  }

  /** The number of a version, which the wire has as a text. */
  static int number(Message in) {
    return number(in.text("version"));
  }

  static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Parameter 'version' must be an integer, got '" + text + "'.");
    }
  }

  private Answer create(Call call) throws IOException {
    Message in = call.in(CREATE);
    Sources.Source source =
        sources.check(in.text("source"), in.nonEmpty("run_id"), in.nonEmpty("model_id"));
    return shown(
        store.createModelVersion(
            new NewModelVersion(
                in.text("name"),
                source.address(),
                source.runId(),
                in.nonEmpty("run_link"),
                in.nonEmpty("description"),
                Fields.tags(in),
                in.nonEmpty("source_key").or(() -> call.retryKey().map(key -> "request " + key)),
                in.nonEmpty("model_id"))));
  }

  private Answer get(Call call) throws IOException {
    Message in = call.in(BY_NUMBER);
    return shown(store.loadModelVersion(in.text("name"), number(in)));
  }

  private Answer search(Call call) throws IOException {
    return Answer.of(
        Json.page(
            "model_versions",
            store.searchModelVersions(Fields.search(call.in(SEARCH), 10_000)),
            RegistryJson::listed));
  }

  private Answer describe(Call call) throws IOException {
    Message in = call.in(DESCRIBE);
    return shown(
        store.describeModelVersion(in.text("name"), number(in), in.nonEmpty("description")));
  }

  private Answer delete(Call call) throws IOException {
    Message in = call.in(BY_NUMBER);
    store.deleteModelVersion(in.text("name"), number(in));
    return Answer.DONE;
  }

  private Answer move(Call call) throws IOException {
    Message in = call.in(MOVE);
    Stage stage = Stage.of(in.text("stage"));
    String name = in.text("name");
    return shown(
        in.truth("archive_existing_versions")
            ? store.transitionStageAndArchive(name, number(in), stage)
            : store.transitionStage(name, number(in), stage));
  }

  private Answer download(Call call) throws IOException {
    Message in = call.in(BY_NUMBER);
    return Answer.of(Json.text("artifact_uri", store.downloadUri(in.text("name"), number(in))));
  }

  private Answer setTag(Call call) throws IOException {
    Message in = call.in(SET_TAG);
    store.setModelVersionTag(in.text("name"), number(in), Fields.tag(in));
    return Answer.DONE;
  }

  private Answer deleteTag(Call call) throws IOException {
    Message in = call.in(DELETE_TAG);
    store.deleteModelVersionTag(in.text("name"), number(in), in.text("key"));
    return Answer.DONE;
  }
}
