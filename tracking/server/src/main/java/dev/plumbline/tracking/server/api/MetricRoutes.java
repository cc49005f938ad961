package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.PAGE_TOKEN;
import static dev.plumbline.tracking.server.api.Fields.RUN_ID;
import static dev.plumbline.tracking.server.wire.Field.small;
import static dev.plumbline.tracking.server.wire.Field.text;
import static dev.plumbline.tracking.server.wire.Field.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.RunStore;
import dev.plumbline.tracking.RunSummaries;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The histories of metrics. */
final class MetricRoutes {
  private static final List<Field> HISTORY =
      List.of(RUN_ID, text("metric_key").required(), PAGE_TOKEN, small("max_results"));

  /** How many points are read at a time where all are asked for. */
  private static final int AT_A_TIME = 5_000;

  private static final List<Field> INTERVAL =
      List.of(
          texts("run_ids").required(),
          text("metric_key").required(),
          small("start_step"),
          small("end_step"),
          small("max_results"));
  private static final int MOST_RUNS = 100;
  private static final int MOST_IN_BULK = 25_000;
  private static final int MOST_SAMPLED = 2_500;
  private static final String SEE =
      " See the API docs for more information about request parameters.";

  private final RunLog log;
  private final RunStore runs;
  private final RunSummaries summaries;

  MetricRoutes(RunLog log, RunStore runs, RunSummaries summaries) {
    this.log = log;
    this.runs = runs;
    this.summaries = summaries;
  }

  List<Route> routes() {
    return List.of(
        Route.get("mlflow/metrics/get-history", this::history),
        Route.get("mlflow/metrics/get-history-bulk", this::bulk),
        Route.get("mlflow/metrics/get-history-bulk-interval", this::interval));
  }

  private Answer history(Call call) throws IOException {
    Message in = call.in(HISTORY);
    String run = in.text("run_id");
    String key = in.text("metric_key");
    Optional<String> token = in.nonEmpty("page_token");
    if (!in.has("max_results")) {
      return whole(run, key, log.metricHistory(run, key, AT_A_TIME, token));
    }
    int most = in.count("max_results", 0);
    if (most <= 0) {
      throw Refusal.invalid(
          "Invalid value "
              + most
              + " for parameter 'max_results' supplied. It must be a positive integer.");
    }
    return Answer.of(
        Json.page("metrics", log.metricHistory(run, key, most, token), EntityJson::metric));
  }

  /** Every point, never more than a few in memory. */
  private Answer whole(String run, String key, Page<Metric> first) {
    if (first.nextPageToken().isEmpty()) {
      return Answer.of(Json.items("metrics", first.items(), EntityJson::metric));
    }
    return Answer.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("metrics");
          Page<Metric> page = first;
          while (true) {
            for (Metric metric : page.items()) {
              EntityJson.metric(out, metric);
            }
            if (page.nextPageToken().isEmpty()) {
              break;
            }
            page = log.metricHistory(run, key, AT_A_TIME, page.nextPageToken());
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** Histories of several runs, one after another by id, up to so many points in all. */
  private Answer bulk(Call call) {
    List<String> ids = call.query().getOrDefault("run_id", List.of());
    if (ids.isEmpty()) {
      throw Refusal.invalid("GetMetricHistoryBulk request must specify at least one run_id.");
    }
    if (ids.size() > MOST_RUNS) {
      throw Refusal.invalid(
          "GetMetricHistoryBulk request cannot specify more than "
              + MOST_RUNS
              + " run_ids. Received "
              + ids.size()
              + " run_ids.");
    }
    String key =
        call.first("metric_key")
            .orElseThrow(
                () -> Refusal.invalid("GetMetricHistoryBulk request must specify a metric_key."));
    int left = Math.min(MOST_IN_BULK, most(call));
    List<RunPoint> points = new ArrayList<>();
    for (String id : new TreeSet<>(ids)) {
      int room = left - points.size();
      if (room > 0 && runs.findRun(id).isPresent()) {
        log.metricHistory(id, key, room, Optional.empty())
            .items()
            .forEach(point -> points.add(new RunPoint(id, point)));
      }
    }
    return Answer.of(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("metrics");
          for (RunPoint point : points) {
            byName(out, point);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static int most(Call call) {
    String text = call.first("max_results").orElse(Integer.toString(MOST_IN_BULK));
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Parameter 'max_results' must be an integer, got '" + text + "'.");
    }
  }

  /** A point and its run. */
  private record RunPoint(String runId, Metric point) {}

  /** This answer alone is no proto's: MLflow's web framework sorts its fields. */
  private static void byName(JsonGenerator out, RunPoint point) throws IOException {
    out.writeStartObject();
    out.writeStringField("key", point.point().key());
    out.writeStringField("run_id", point.runId());
    out.writeNumberField("step", point.point().step());
    out.writeNumberField("timestamp", point.point().timestamp().toEpochMilli());
    out.writeNumberField("value", point.point().value());
    out.writeEndObject();
  }

  /** Some points of several runs, evenly spread. */
  private Answer interval(Call call) throws IOException {
    Message in = call.in(INTERVAL);
    List<String> ids = in.texts("run_ids");
    if (ids.size() > MOST_RUNS) {
      throw Refusal.invalid(
          "GetMetricHistoryBulkInterval request must specify at most "
              + MOST_RUNS
              + " run_ids. Received "
              + ids.size()
              + " run_ids."
              + SEE);
    }
    int most = in.count("max_results", MOST_SAMPLED);
    if (most < 1 || most > MOST_SAMPLED) {
      throw Refusal.invalid("max_results must be between 1 and " + MOST_SAMPLED + "." + SEE);
    }
    Optional<RunSummaries.Steps> steps = steps(in);
    List<RunPoint> points = new ArrayList<>();
    for (String id : ids) {
      summaries
          .sample(id, in.text("metric_key"), steps, most)
          .forEach(point -> points.add(new RunPoint(id, point)));
    }
    return Answer.of(
        Json.items(
            "metrics",
            points,
            (out, each) -> {
              out.writeStartObject();
              EntityJson.point(out, each.point());
              out.writeStringField("run_id", each.runId());
              out.writeEndObject();
            }));
  }

  private static Optional<RunSummaries.Steps> steps(Message in) {
    if (in.has("start_step") != in.has("end_step")) {
      throw Refusal.invalid(
          "If either start step or end step are specified, both must be specified.");
    }
    if (!in.has("start_step")) {
      return Optional.empty();
    }
    long first = in.whole("start_step");
    long last = in.whole("end_step");
    if (first > last) {
      throw Refusal.invalid(
          "end_step must be greater than start_step. Found start_step="
              + first
              + " and end_step="
              + last
              + ".");
    }
    return Optional.of(new RunSummaries.Steps(first, last));
  }
}
