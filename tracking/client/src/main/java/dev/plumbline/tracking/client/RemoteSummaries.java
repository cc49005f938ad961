package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.DatasetSummary;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.RunSummaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Summaries of runs of a server. MLflow samples by steps, Plumbline by points. */
final class RemoteSummaries implements RunSummaries {
  private static final int MOST_SAMPLED = 2_500;
  private static final int MOST_EXPERIMENTS = 20;
  private static final int MOST_DATASETS = 1_000;

  /** MLflow's path for this lacks a slash in its proto: it is served here alone. */
  private static final String DATASETS = "/ajax-api/2.0/mlflow/experiments/search-datasets";

  private final Wire wire;

  RemoteSummaries(Wire wire) {
    this.wire = wire;
  }

  /** At most 2500 points; the wire has steps of 32 bits, others are refused. */
  @Override
  public List<Metric> sample(String runId, String key, Optional<Steps> steps, int most) {
    if (steps.filter(range -> range.first() > range.last()).isPresent()) {
      return List.of();
    }
    Query query =
        Query.of("run_ids", runId)
            .and("metric_key", key)
            .and("max_results", Integer.toString(Math.min(most, MOST_SAMPLED)))
            .and("start_step", steps.map(range -> Long.toString(range.first())))
            .and("end_step", steps.map(range -> Long.toString(range.last())));
    JsonNode answer = wire.send(Call.get("metrics/get-history-bulk-interval", query));
    return List.copyOf(Entities.list(answer, "metrics", Runs::metric));
  }

  /** The wire takes 20 experiments at a time. */
  @Override
  public List<DatasetSummary> datasets(List<String> experimentIds) {
    List<DatasetSummary> found = new ArrayList<>();
    for (int from = 0; from < experimentIds.size(); from += MOST_EXPERIMENTS) {
      List<String> some =
          experimentIds.subList(from, Math.min(experimentIds.size(), from + MOST_EXPERIMENTS));
      JsonNode answer =
          wire.send(
              Call.ask("", Bodies.texts(Bodies.empty(), "experiment_ids", some)).at(DATASETS));
      found.addAll(Entities.list(answer, "dataset_summaries", RemoteSummaries::summary));
    }
    return List.copyOf(found.subList(0, Math.min(found.size(), MOST_DATASETS)));
  }

  private static DatasetSummary summary(JsonNode json) {
    return new DatasetSummary(
        Entities.text(json, "experiment_id"),
        Entities.text(json, "name"),
        Entities.text(json, "digest"),
        Entities.nonEmpty(json, "context"));
  }
}
