package dev.plumbline.tracking.server.api;

import static dev.plumbline.tracking.server.wire.Field.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plumbline.tracking.DatasetSummary;
import dev.plumbline.tracking.RunSummaries;
import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Json;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.IOException;
import java.util.List;

/** Datasets that runs read. */
final class DatasetRoutes {
  private static final List<Field> SEARCH = List.of(texts("experiment_ids"));
  private static final int MOST_EXPERIMENTS = 20;

  private final RunSummaries summaries;

  DatasetRoutes(RunSummaries summaries) {
    this.summaries = summaries;
  }

  List<Route> routes() {
    return List.of(Route.post("mlflow/experiments/search-datasets", this::search).reading());
  }

  private Answer search(Call call) throws IOException {
    List<String> experiments = call.in(SEARCH).texts("experiment_ids");
    if (experiments.isEmpty()) {
      throw Refusal.invalid("SearchDatasets request must specify at least one experiment_id.");
    }
    if (experiments.size() > MOST_EXPERIMENTS) {
      throw Refusal.invalid(
          "SearchDatasets request cannot specify more than "
              + MOST_EXPERIMENTS
              + " experiment_ids. Received "
              + experiments.size()
              + " experiment_ids.");
    }
    return Answer.of(
        Json.items("dataset_summaries", summaries.datasets(experiments), DatasetRoutes::summary));
  }

  private static void summary(JsonGenerator out, DatasetSummary summary) throws IOException {
    out.writeStartObject();
    out.writeStringField("experiment_id", summary.experimentId());
    out.writeStringField("name", summary.name());
    out.writeStringField("digest", summary.digest());
    if (summary.context().isPresent()) {
      out.writeStringField("context", summary.context().get());
    }
    out.writeEndObject();
  }
}
