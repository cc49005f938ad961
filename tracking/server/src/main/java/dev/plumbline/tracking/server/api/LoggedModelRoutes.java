package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.wire.Field.messages;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.texts;
import static dev.plumbline.tracking.server.wire.Field.truth;
import static dev.plumbline.tracking.server.wire.Field.whole;

import dev.plumbline.tracking.LoggedModel;
import dev.plumbline.tracking.LoggedModelSearch;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.NewLoggedModel;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Models logged to experiments. */
final class LoggedModelRoutes {
  private static final String AT = "mlflow/logged-models";
  private static final String ONE = AT + "/{model_id}";
  private static final Field MODEL_ID = text("model_id").required();
  private static final Field PARAMS = messages("params", text("key"), text("value"));
  private static final List<Field> CREATE =
      List.of(
          text("experiment_id").required(),
          text("model_id"),
          text("name"),
          text("model_type"),
          text("source_run_id"),
          PARAMS,
          Fields.TAGS);
  private static final List<Field> FINISH = List.of(MODEL_ID, LoggedModelStatuses.FIELD.required());
  private static final List<Field> LOG_PARAMS = List.of(MODEL_ID, PARAMS);
  private static final List<Field> SET_TAGS = List.of(Fields.TAGS);
  private static final List<Field> FOLDER = List.of(text("artifact_directory_path"));
  private static final List<Field> SEARCH =
      List.of(
          texts("experiment_ids").required(),
          text("filter"),
          messages("datasets", text("dataset_name"), text("dataset_digest")),
          whole("max_results"),
          messages(
              "order_by",
              text("field_name"),
              truth("ascending"),
              text("dataset_name"),
              text("dataset_digest")),
          Fields.PAGE_TOKEN);
  private static final int UNLESS_GIVEN = 50;

  private final LoggedModelStore store;
  private final ServedFiles files;

  LoggedModelRoutes(LoggedModelStore store, ServedFiles files) {
    this.store = store;
    this.files = files;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT, this::create),
        Route.post(AT + "/search", this::search).reading(),
        Route.get(ONE, this::get),
        Route.patch(ONE, this::finish),
        Route.delete(ONE, this::delete),
        Route.post(ONE + "/params", this::logParams),
        Route.patch(ONE + "/tags", this::setTags),
        Route.delete(ONE + "/tags/{tag_key...}", this::deleteTag),
        Route.get(ONE + "/artifacts/directories", this::folder),
        Route.get(ONE + "/artifacts/files", this::file));
  }

  private static Answer shown(LoggedModel model) {
    return Answer.of(Json.one("model", model, LoggedModelJson::model));
  }

  private static List<Param> params(Message in) {
    return in.messages("params").stream()
        .map(each -> new Param(each.text("key"), each.text("value")))
        .toList();
  }

  private Answer create(Call call) throws IOException {
    Message in = call.in(CREATE);
    return shown(
        store.createLoggedModel(
            new NewLoggedModel(
                in.text("experiment_id"),
                in.nonEmpty("name"),
                in.text("model_type"),
                in.text("source_run_id"),
                params(in),
                Fields.tags(in),
                in.nonEmpty("model_id").or(() -> call.retryKey().map(key -> "m-" + key)))));
  }

  private Answer get(Call call) {
    String id = call.word("model_id");
    boolean deletedToo =
        call.first("allow_deleted")
            .filter(w -> w.toLowerCase(Locale.ROOT).equals("true"))
            .isPresent();
    return shown(deletedToo ? store.loadLoggedModelEvenDeleted(id) : store.loadLoggedModel(id));
  }

  private Answer finish(Call call) throws IOException {
    Message in = call.in(FINISH);
    return shown(
        store.finishLoggedModel(in.text("model_id"), LoggedModelStatuses.of(in.text("status"))));
  }

  private Answer delete(Call call) {
    store.deleteLoggedModel(call.word("model_id"));
    return Answer.DONE;
  }

  private Answer logParams(Call call) throws IOException {
    store.logModelParams(call.word("model_id"), params(call.in(LOG_PARAMS)));
    return Answer.DONE;
  }

  private Answer setTags(Call call) throws IOException {
    store.setModelTags(call.word("model_id"), Fields.tags(call.in(SET_TAGS)));
    return Answer.DONE;
  }

  private Answer deleteTag(Call call) {
    store.deleteModelTag(call.word("model_id"), call.word("tag_key"));
    return Answer.DONE;
  }

  private Answer search(Call call) throws IOException {
    Message in = call.in(SEARCH);
    List<LoggedModelSearch.On> datasets =
        in.messages("datasets").stream().map(each -> on(each).orElseThrow(this::unnamed)).toList();
    LoggedModelSearch search =
        new LoggedModelSearch(
            in.texts("experiment_ids"),
            in.text("filter"),
            datasets,
            in.messages("order_by").stream().map(LoggedModelRoutes::by).toList(),
            in.whole("max_results") == 0 ? UNLESS_GIVEN : in.count("max_results", UNLESS_GIVEN),
            in.nonEmpty("page_token"));
    return Answer.of(Json.page("models", store.searchLoggedModels(search), LoggedModelJson::model));
  }

  private Refusal unnamed() {
    return Refusal.invalid("`dataset_name` in the `datasets` clause must be specified.");
  }

  private static Optional<LoggedModelSearch.On> on(Message in) {
    return in.nonEmpty("dataset_name")
        .map(name -> new LoggedModelSearch.On(name, in.nonEmpty("dataset_digest")));
  }

  private static LoggedModelSearch.By by(Message in) {
    boolean ascending = !in.has("ascending") || in.truth("ascending");
    return new LoggedModelSearch.By(in.text("field_name"), ascending, on(in));
  }

  private Answer folder(Call call) throws IOException {
    String path = ServedFiles.safe(call.in(FOLDER).text("artifact_directory_path"));
    String root = store.loadLoggedModel(call.word("model_id")).artifactUri();
    return ArtifactRoutes.listed(files, root, path);
  }

  private Answer file(Call call) {
    String path =
        call.first("artifact_file_path")
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new Refusal(
                        Code.BAD_REQUEST,
                        "Request must include the \"artifact_file_path\" query parameter."));
    String root = store.loadLoggedModel(call.word("model_id")).artifactUri();
    return files.download(ServedFiles.under(files.placeOf(root), ServedFiles.safe(path)));
  }
}
