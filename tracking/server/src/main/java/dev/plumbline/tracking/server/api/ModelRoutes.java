package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.KEY;
import static dev.plumbline.tracking.server.api.Fields.NAME;
import static dev.plumbline.tracking.server.api.Fields.TAGS;
import static dev.plumbline.tracking.server.api.Fields.VALUE;
import static dev.plumbline.tracking.server.api.Fields.VERSION;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.RegisteredModel;
import dev.plumbline.tracking.RegistryStore;
import dev.plumbline.tracking.Stage;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import java.io.IOException;
import java.util.List;

/** Registered models and their aliases. */
final class ModelRoutes {
  private static final String AT = "mlflow/registered-models/";
  private static final Field ALIAS = text("alias").required();
  private static final List<Field> BY_NAME = List.of(NAME);
  private static final List<Field> CREATE = List.of(NAME, TAGS, text("description"));
  private static final List<Field> DESCRIBE = List.of(NAME, text("description"));
  private static final List<Field> RENAME = List.of(NAME, text("new_name").required());
  private static final List<Field> SEARCH = Fields.searching(1000);
  private static final List<Field> LATEST = List.of(NAME, texts("stages"));
  private static final List<Field> SET_TAG = List.of(NAME, KEY, VALUE);
  private static final List<Field> DELETE_TAG = List.of(NAME, KEY);
  private static final List<Field> SET_ALIAS = List.of(NAME, ALIAS, VERSION);
  private static final List<Field> MOVE_ALIAS = List.of(NAME, ALIAS, VERSION, text("expected"));
  private static final List<Field> BY_ALIAS = List.of(NAME, ALIAS);

  private final RegistryStore store;

  ModelRoutes(RegistryStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT + "create", this::create),
        Route.get(AT + "get", this::get),
        Route.get(AT + "search", this::search),
        Route.patch(AT + "update", this::describe),
        Route.post(AT + "rename", this::rename),
        Route.delete(AT + "delete", this::delete),
        Route.get(AT + "get-latest-versions", this::latest),
        Route.post(AT + "get-latest-versions", this::latest).reading(),
        Route.post(AT + "set-tag", this::setTag),
        Route.delete(AT + "delete-tag", this::deleteTag),
        Route.post(AT + "alias", this::setAlias),
        Route.post(AT + "alias/compare-and-set", this::moveAlias),
        Route.delete(AT + "alias", this::deleteAlias),
        Route.get(AT + "alias", this::byAlias));
  }

  private static Answer shown(RegisteredModel model) {
    return Answer.of(Json.one("registered_model", model, RegistryJson::model));
  }

  private Answer create(Call call) throws IOException {
    Message in = call.in(CREATE);
    return shown(
        store
            .models()
            .createRegisteredModel(in.text("name"), in.nonEmpty("description"), Fields.tags(in)));
  }

  private Answer get(Call call) throws IOException {
    return shown(store.models().loadRegisteredModel(call.in(BY_NAME).text("name")));
  }

  private Answer search(Call call) throws IOException {
    return Answer.of(
        Json.page(
            "registered_models",
            store.models().searchRegisteredModels(Fields.search(call.in(SEARCH), 100)),
            RegistryJson::model));
  }

  private Answer describe(Call call) throws IOException {
    Message in = call.in(DESCRIBE);
    return shown(
        store.models().describeRegisteredModel(in.text("name"), in.nonEmpty("description")));
  }

  private Answer rename(Call call) throws IOException {
    Message in = call.in(RENAME);
    return shown(store.models().renameRegisteredModel(in.text("name"), in.text("new_name")));
  }

  private Answer delete(Call call) throws IOException {
    store.models().deleteRegisteredModel(call.in(BY_NAME).text("name"));
    return Answer.DONE;
  }

  private Answer latest(Call call) throws IOException {
    Message in = call.in(LATEST);
    List<Stage> stages = in.texts("stages").stream().map(Stage::of).toList();
    return Answer.of(
        Json.items(
            "model_versions",
            store.versions().latestVersions(in.text("name"), stages),
            RegistryJson::version));
  }

  private Answer setTag(Call call) throws IOException {
    Message in = call.in(SET_TAG);
    store.models().setRegisteredModelTag(in.text("name"), Fields.tag(in));
    return Answer.DONE;
  }

  private Answer deleteTag(Call call) throws IOException {
    Message in = call.in(DELETE_TAG);
    store.models().deleteRegisteredModelTag(in.text("name"), in.text("key"));
    return Answer.DONE;
  }

  private Answer setAlias(Call call) throws IOException {
    Message in = call.in(SET_ALIAS);
    store.aliases().setAlias(in.text("name"), in.text("alias"), VersionRoutes.number(in));
    return Answer.DONE;
  }

  /** Not MLflow's: an alias moves only from where the caller saw it, or from nowhere. */
  private Answer moveAlias(Call call) throws IOException {
    Message in = call.in(MOVE_ALIAS);
    boolean moved =
        store
            .aliases()
            .compareAndSetAlias(
                in.text("name"),
                in.text("alias"),
                in.nonEmpty("expected").map(VersionRoutes::number),
                VersionRoutes.number(in));
    return Answer.of(Json.one("is_set", moved, JsonGenerator::writeBoolean));
  }

  private Answer deleteAlias(Call call) throws IOException {
    Message in = call.in(BY_ALIAS);
    store.aliases().deleteAlias(in.text("name"), in.text("alias"));
    return Answer.DONE;
  }

  private Answer byAlias(Call call) throws IOException {
    Message in = call.in(BY_ALIAS);
    return VersionRoutes.shown(
        store.aliases().loadModelVersionByAlias(in.text("name"), in.text("alias")));
  }
}
