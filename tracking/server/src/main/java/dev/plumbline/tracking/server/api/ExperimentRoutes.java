package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.KEY;
import static dev.plumbline.tracking.server.api.Fields.NAME;
import static dev.plumbline.tracking.server.api.Fields.TAGS;
import static dev.plumbline.tracking.server.api.Fields.VALUE;
import static dev.plumbline.tracking.server.wire.Field.text;

import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.ExperimentStore;
import dev.plumbline.tracking.NewExperiment;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import java.io.IOException;
import java.util.List;

/** Experiments. */
final class ExperimentRoutes {
  private static final String AT = "mlflow/experiments/";
  private static final Field ID = text("experiment_id").required();
  private static final List<Field> BY_ID = List.of(ID);
  private static final List<Field> CREATE = List.of(NAME, text("artifact_location"), TAGS);
  private static final List<Field> BY_NAME = List.of(text("experiment_name").required());
  private static final List<Field> RENAME = List.of(ID, text("new_name").required());
  private static final List<Field> SET_TAG = List.of(ID, KEY, VALUE);
  private static final List<Field> DELETE_TAG = List.of(ID, KEY);
  private static final List<Field> SEARCH =
      Fields.searching(Long.MAX_VALUE, Fields.view("view_type"));

  private final ExperimentStore store;

  ExperimentRoutes(ExperimentStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT + "create", this::create),
        Route.get(AT + "get", this::get),
        Route.get(AT + "get-by-name", this::byName),
        Route.get(AT + "search", this::search),
        Route.post(AT + "search", this::search).reading(),
        Route.post(AT + "update", this::rename),
        Route.post(AT + "delete", this::delete),
        Route.post(AT + "restore", this::restore),
        Route.post(AT + "set-experiment-tag", this::setTag),
        Route.post(AT + "delete-experiment-tag", this::deleteTag));
  }

  private Answer create(Call call) throws IOException {
    Message in = call.in(CREATE);
    String id =
        store.createExperiment(
            new NewExperiment(in.text("name"), in.nonEmpty("artifact_location"), Fields.tags(in)));
    return Answer.of(Json.text("experiment_id", id));
  }

  private Answer get(Call call) throws IOException {
    return shown(store.loadExperiment(call.in(BY_ID).text("experiment_id")));
  }

  private Answer byName(Call call) throws IOException {
    String name = call.in(BY_NAME).text("experiment_name");
    return shown(
        store
            .findExperiment(name)
            .orElseThrow(
                () ->
                    TrackingException.missing(
                        "Could not find experiment with name '" + name + "'")));
  }

  private static Answer shown(Experiment experiment) {
    return Answer.of(Json.one("experiment", experiment, EntityJson::experiment));
  }

  private Answer search(Call call) throws IOException {
    Message in = call.in(SEARCH);
    return Answer.of(
        Json.page(
            "experiments",
            store.searchExperiments(Fields.view(in, "view_type"), Fields.search(in, 0)),
            EntityJson::experiment));
  }

  private Answer rename(Call call) throws IOException {
    Message in = call.in(RENAME);
    store.renameExperiment(in.text("experiment_id"), in.text("new_name"));
    return Answer.DONE;
  }

  private Answer delete(Call call) throws IOException {
    store.deleteExperiment(call.in(BY_ID).text("experiment_id"));
    return Answer.DONE;
  }

  private Answer restore(Call call) throws IOException {
    store.restoreExperiment(call.in(BY_ID).text("experiment_id"));
    return Answer.DONE;
  }

  private Answer setTag(Call call) throws IOException {
    Message in = call.in(SET_TAG);
    store.setExperimentTag(in.text("experiment_id"), Fields.tag(in));
    return Answer.DONE;
  }

  private Answer deleteTag(Call call) throws IOException {
    Message in = call.in(DELETE_TAG);
    store.deleteExperimentTag(in.text("experiment_id"), in.text("key"));
    return Answer.DONE;
  }
}
