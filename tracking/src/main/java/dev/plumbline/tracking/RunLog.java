package dev.plumbline.tracking;

import java.util.List;
import java.util.Optional;

/**
 * What is logged to a run, which must be active. Every call may be repeated: a point logged again
 * is ignored, a param logged again with its value too, a tag is set again.
 */
public interface RunLog {
  /** Logs one point. */
  void logMetric(String runId, Metric metric);

  /** Logs one parameter; another value for a key that was logged is an error. */
  void logParam(String runId, Param param);

  /** Sets a tag; {@code mlflow.runName} renames the run. */
  void setTag(String runId, Tag tag);

  /** Deletes a tag; a key that isn't there is an error. */
  void deleteTag(String runId, String key);

  /** Logs all of a batch or, on an error, nothing of it: MLflow may keep a part. */
  void logBatch(String runId, Batch batch);

  /** Links datasets to a run; a link that is there keeps its first tags. */
  void logInputs(String runId, List<DatasetInput> datasets);

  /**
   * Every point of a metric, by timestamp, step, value, {@code maxResults} on a page; empty for
   * what was never logged.
   */
  Page<Metric> metricHistory(String runId, String key, int maxResults, Optional<String> pageToken);
}
