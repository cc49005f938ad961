package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.RUN_ID;
import static dev.plumbline.tracking.server.api.Fields.TAGS;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.texts;
import static dev.plumbline.tracking.server.wire.Field.whole;
import static dev.plumbline.tracking.server.wire.Field.word;

import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs as a whole. */
final class RunRoutes {
  private static final String AT = "mlflow/runs/";
  private static final List<Field> BY_ID = List.of(RUN_ID);
  private static final List<Field> CREATE =
      List.of(
          text("experiment_id"),
          text("run_id"),
          text("user_id"),
          text("run_name"),
          whole("start_time"),
          TAGS);
  private static final List<Field> UPDATE =
      List.of(
          RUN_ID,
          whole("end_time"),
          word("status", 1, "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"),
          text("run_name"));
  private static final List<Field> SEARCH =
      Fields.searching(50_000, texts("experiment_ids"), Fields.view("run_view_type"));

  private final RunStore store;

  RunRoutes(RunStore store) {
    this.store = store;
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT + "create", this::create),
        Route.get(AT + "get", this::get),
        Route.post(AT + "update", this::update),
        Route.post(AT + "delete", this::delete),
        Route.post(AT + "restore", this::restore),
        Route.post(AT + "search", this::search).reading());
  }

  private Answer create(Call call) throws IOException {
    Message in = call.in(CREATE);
    NewRun wanted =
        new NewRun(
            in.text("experiment_id"),
            in.nonEmpty("run_id").or(call::retryKey),
            in.nonEmpty("run_name"),
            in.text("user_id"),
            Fields.time(in.maybeWhole("start_time")),
            Fields.tags(in));
    return Answer.of(Json.one("run", store.createRun(wanted), EntityJson::created));
  }

  private Answer get(Call call) throws IOException {
    return Answer.of(
        Json.one("run", store.loadRun(call.in(BY_ID).text("run_id")), EntityJson::run));
  }

  private Answer update(Call call) throws IOException {
    Message in = call.in(UPDATE);
    RunUpdate update =
        new RunUpdate(
            in.maybeText("status").map(RunStatus::valueOf),
            in.has("end_time")
                ? Optional.of(Instant.ofEpochMilli(in.whole("end_time")))
                : Optional.empty(),
            in.maybeText("run_name"));
    return Answer.of(
        Json.one("run_info", store.updateRun(in.text("run_id"), update), EntityJson::info));
  }

  private Answer delete(Call call) throws IOException {
    store.deleteRun(call.in(BY_ID).text("run_id"));
    return Answer.DONE;
  }

  private Answer restore(Call call) throws IOException {
    store.restoreRun(call.in(BY_ID).text("run_id"));
    return Answer.DONE;
  }

  private Answer search(Call call) throws IOException {
    Message in = call.in(SEARCH);
    return Answer.of(
        Json.page(
            "runs",
            store.searchRuns(
                in.texts("experiment_ids"),
                Fields.view(in, "run_view_type"),
                Fields.search(in, 1000)),
            EntityJson::run));
  }
}
