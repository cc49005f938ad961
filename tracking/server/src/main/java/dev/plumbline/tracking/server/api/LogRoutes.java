package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.KEY;
import static dev.plumbline.tracking.server.api.Fields.RUN_ID;
import static dev.plumbline.tracking.server.api.Fields.VALUE;
import static dev.plumbline.tracking.server.wire.Field.messages;
import static dev.plumbline.tracking.server.wire.Field.real;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.whole;

import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.Dataset;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.LoggedModelStore;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.ModelOutput;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is logged to runs. */
final class LogRoutes {
  private static final String AT = "mlflow/runs/";
  private static final Field[] METRIC = {
    KEY,
    real("value").required(),
    whole("timestamp").required(),
    whole("step"),
    text("model_id"),
    text("dataset_name"),
    text("dataset_digest")
  };
  private static final List<Field> LOG_METRIC = with(RUN_ID, METRIC);
  private static final List<Field> LOG_PARAM = List.of(RUN_ID, KEY, VALUE);
  private static final List<Field> DELETE_TAG = List.of(RUN_ID, KEY);
  private static final List<Field> LOG_BATCH =
      List.of(
          RUN_ID,
          messages("metrics", METRIC),
          messages("params", KEY, VALUE),
          messages("tags", KEY, VALUE));
  private static final List<Field> LOG_INPUTS =
      List.of(
          RUN_ID,
          messages(
              "datasets",
              Fields.TAGS,
              Field.message(
                  "dataset",
                  text("name"),
                  text("digest"),
                  text("source_type"),
                  text("source"),
                  text("schema"),
                  text("profile"))),
          messages("models", text("model_id")));
  private static final List<Field> LOG_OUTPUTS =
      List.of(RUN_ID, messages("models", text("model_id"), whole("step")).required());

  private final RunLog log;
  private final LoggedModelStore models;

  LogRoutes(RunLog log, LoggedModelStore models) {
    this.log = log;
    this.models = models;
  }

  private static List<Field> with(Field first, Field... rest) {
    List<Field> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return List.copyOf(all);
  }

  List<Route> routes() {
    return List.of(
        Route.post(AT + "log-metric", this::metric),
        Route.post(AT + "log-parameter", this::param),
        Route.post(AT + "set-tag", this::setTag),
        Route.post(AT + "delete-tag", this::deleteTag),
        Route.post(AT + "log-batch", this::batch),
        Route.post(AT + "log-inputs", this::inputs),
        Route.post(AT + "outputs", this::outputs));
  }

  private Answer metric(Call call) throws IOException {
    Message in = call.in(LOG_METRIC);
    List<ModelMetric> ofModels = ofModels(List.of(in));
    if (ofModels.isEmpty()) {
      log.logMetric(in.text("run_id"), metric(in));
    } else {
      log.logBatch(
          in.text("run_id"), new Batch(List.of(metric(in)), List.of(), List.of(), ofModels));
    }
    return Answer.DONE;
  }

  private static Metric metric(Message in) {
    return new Metric(
        in.text("key"),
        in.real("value"),
        Instant.ofEpochMilli(in.whole("timestamp")),
        in.whole("step"));
  }

  private static List<ModelMetric> ofModels(List<Message> metrics) {
    List<ModelMetric> found = new ArrayList<>();
    for (Message each : metrics) {
      each.nonEmpty("model_id")
          .ifPresent(
              id ->
                  found.add(
                      new ModelMetric(
                          id,
                          metric(each),
                          each.nonEmpty("dataset_name"),
                          each.nonEmpty("dataset_digest"))));
    }
    return found;
  }

  private Answer param(Call call) throws IOException {
    Message in = call.in(LOG_PARAM);
    log.logParam(in.text("run_id"), param(in));
    return Answer.DONE;
  }

  private static Param param(Message in) {
    return new Param(in.text("key"), in.text("value"));
  }

  private Answer setTag(Call call) throws IOException {
    Message in = call.in(LOG_PARAM);
    log.setTag(in.text("run_id"), Fields.tag(in));
    return Answer.DONE;
  }

  private Answer deleteTag(Call call) throws IOException {
    Message in = call.in(DELETE_TAG);
    log.deleteTag(in.text("run_id"), in.text("key"));
    return Answer.DONE;
  }

  private Answer batch(Call call) throws IOException {
    Message in = call.in(LOG_BATCH);
    Batch batch =
        new Batch(
            in.messages("metrics").stream().map(LogRoutes::metric).toList(),
            in.messages("params").stream().map(LogRoutes::param).toList(),
            Fields.tags(in),
            ofModels(in.messages("metrics")));
    log.logBatch(in.text("run_id"), batch);
    return Answer.DONE;
  }

  private Answer inputs(Call call) throws IOException {
    Message in = call.in(LOG_INPUTS);
    log.logInputs(
        in.text("run_id"), in.messages("datasets").stream().map(LogRoutes::input).toList());
    List<String> ids = in.messages("models").stream().map(m -> m.text("model_id")).toList();
    if (!ids.isEmpty()) {
      models.linkInputs(in.text("run_id"), ids);
    }
    return Answer.DONE;
  }

  private Answer outputs(Call call) throws IOException {
    Message in = call.in(LOG_OUTPUTS);
    models.linkOutputs(
        in.text("run_id"),
        in.messages("models").stream()
            .map(each -> new ModelOutput(each.text("model_id"), each.whole("step")))
            .toList());
    return Answer.DONE;
  }

  private static DatasetInput input(Message in) {
    Message dataset = in.message("dataset");
    return new DatasetInput(
        new Dataset(
            dataset.text("name"),
            dataset.text("digest"),
            dataset.text("source_type"),
            dataset.text("source"),
            dataset.maybeText("schema"),
            dataset.maybeText("profile")),
        Fields.tags(in));
  }
}
