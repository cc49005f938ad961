package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/** What charts and lists ask of many runs at once. */
public interface RunSummaries {
  /** Steps from the first to the last, both included. */
  record Steps(long first, long last) {}

  /**
   * At most so many points of a metric, evenly spread over its steps, the first and the last among
   * them; of those steps alone if they are given. By step, timestamp, value.
   */
  List<Metric> sample(String runId, String key, Optional<Steps> steps, int most);

  /** The datasets that runs of those experiments read, at most 1000. */
  List<DatasetSummary> datasets(List<String> experimentIds);
}
