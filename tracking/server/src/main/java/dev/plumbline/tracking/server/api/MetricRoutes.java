package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.api.Fields.PAGE_TOKEN;
import static dev.plumbline.tracking.server.api.Fields.RUN_ID;
import static dev.plumbline.tracking.server.wire.Field.small;
import static dev.plumbline.tracking.server.wire.Field.text;

import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The histories of metrics. */
final class MetricRoutes {
  private static final List<Field> HISTORY =
      List.of(RUN_ID, text("metric_key").required(), PAGE_TOKEN, small("max_results"));

  /** How many points are read at a time where all are asked for. */
  private static final int AT_A_TIME = 5_000;

  private final RunLog log;

  MetricRoutes(RunLog log) {
    this.log = log;
  }

  List<Route> routes() {
    return List.of(Route.get("mlflow/metrics/get-history", this::history));
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
}
