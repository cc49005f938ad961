package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.RunLog;
import dev.plumbline.tracking.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is logged to runs of a server. */
final class RemoteRunLog implements RunLog {
  private static final String AT = "runs/";
  private static final String ID = "run_id";

  private final Wire wire;

  RemoteRunLog(Wire wire) {
    this.wire = wire;
  }

  @Override
  public void logMetric(String runId, Metric metric) {
    wire.send(Call.post(AT + "log-metric", Bodies.metric(metric).put(ID, runId)));
  }

  @Override
  public void logParam(String runId, Param param) {
    wire.send(Call.post(AT + "log-parameter", Bodies.param(param).put(ID, runId)));
  }

  @Override
  public void setTag(String runId, Tag tag) {
    wire.send(Call.post(AT + "set-tag", Bodies.tag(tag).put(ID, runId)));
  }

  @Override
  public void deleteTag(String runId, String key) {
    wire.remove(Call.post(AT + "delete-tag", Bodies.of(ID, runId).put("key", key)));
  }

  @Override
  public void logBatch(String runId, Batch batch) {
    ObjectNode body = Bodies.of(ID, runId);
    metrics(body.putArray("metrics"), batch);
    Bodies.with(body, "params", batch.params(), Bodies::param);
    Bodies.with(body, "tags", batch.tags(), Bodies::tag);
    wire.send(Call.post(AT + "log-batch", body));
  }

  /** The wire has a point that tells of a model once, with the model's id in it. */
  private static void metrics(ArrayNode into, Batch batch) {
    Map<Metric, List<ModelMetric>> ofModels = new LinkedHashMap<>();
    batch
        .ofModels()
        .forEach(
            point ->
                ofModels.computeIfAbsent(point.metric(), metric -> new ArrayList<>()).add(point));
    for (Metric metric : batch.metrics()) {
      List<ModelMetric> points = ofModels.getOrDefault(metric, List.of());
      if (points.isEmpty()) {
        into.add(Bodies.metric(metric));
      }
      points.forEach(point -> into.add(Bodies.metric(point)));
      ofModels.remove(metric);
    }
    ofModels.values().forEach(rest -> rest.forEach(point -> into.add(Bodies.metric(point))));
  }

  @Override
  public void logInputs(String runId, List<DatasetInput> datasets) {
    ObjectNode body = Bodies.with(Bodies.of(ID, runId), "datasets", datasets, Bodies::input);
    wire.send(Call.post(AT + "log-inputs", body));
  }

  @Override
  public Page<Metric> metricHistory(
      String runId, String key, int maxResults, Optional<String> pageToken) {
    Query query =
        Query.of(ID, runId)
            .and("metric_key", key)
            .and("max_results", Integer.toString(maxResults))
            .and("page_token", pageToken);
    Page<Metric> page =
        Entities.page(wire.send(Call.get("metrics/get-history", query)), "metrics", Runs::metric);
    // MLflow 3.4 to 3.13 answer a token for the page after an empty one, without end
    return page.items().isEmpty() ? new Page<>(List.of(), Optional.empty()) : page;
  }
}
