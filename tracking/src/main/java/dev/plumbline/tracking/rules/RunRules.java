package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelMetric;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be logged to a run. Each check gives the value as it is to be stored: a param's beyond
 * 6000 characters and a tag's beyond 8000 are cut, an infinity becomes the greatest double.
 */
public final class RunRules {
  private static final int KEY_LENGTH = 250;
  private static final int PARAM_LENGTH = 6000;
  private static final int TAG_LENGTH = 8000;
  private static final int MOST_METRICS = 1000;
  private static final int MOST_PARAMS_OR_TAGS = 100;
  private static final int MOST_IN_ALL = 1000;
  private static final Pattern RUN_ID = Pattern.compile("[a-zA-Z0-9][\\w\\-]{0,255}");

  private RunRules() {}

  /** Refuses what can't be a run's id: it names a folder too. */
  public static String runId(String runId) {
    if (!RUN_ID.matcher(runId).matches()) {
      throw TrackingException.invalid(
          "Invalid value " + Literals.json(runId) + " for parameter 'run_id' supplied.");
    }
    return runId;
  }

  /** A metric's point as it is stored. */
  public static Metric metric(Metric metric) {
    return metric(metric, "");
  }

  /** A param as it is stored. */
  public static Param param(Param param) {
    return param(param, "");
  }

  /** A tag as it is stored. */
  public static Tag tag(Tag tag) {
    return tag(tag, "");
  }

  /** Tags as they are stored. */
  public static List<Tag> tags(List<Tag> tags) {
    List<Tag> checked = new ArrayList<>(tags.size());
    for (int i = 0; i < tags.size(); i++) {
      checked.add(tag(tags.get(i), "tags[" + i + "]."));
    }
    return checked;
  }

  /** A batch as it is stored. */
  public static Batch batch(Batch batch) {
    List<Metric> metrics = new ArrayList<>(batch.metrics().size());
    for (int i = 0; i < batch.metrics().size(); i++) {
      metrics.add(metric(batch.metrics().get(i), "metrics[" + i + "]."));
    }
    List<Param> params = new ArrayList<>(batch.params().size());
    for (int i = 0; i < batch.params().size(); i++) {
      params.add(param(batch.params().get(i), "params[" + i + "]."));
    }
    List<Tag> tags = tags(batch.tags());
    checkCount("metrics", MOST_METRICS, metrics.size());
    checkCount("params", MOST_PARAMS_OR_TAGS, params.size());
    checkCount("tags", MOST_PARAMS_OR_TAGS, tags.size());
    checkCount(
        "metrics, params, and tags", MOST_IN_ALL, metrics.size() + params.size() + tags.size());
    checkUnique(params);
    List<ModelMetric> ofModels = new ArrayList<>(batch.ofModels().size());
    for (ModelMetric each : batch.ofModels()) {
      ofModels.add(
          new ModelMetric(
              each.modelId(), metric(each.metric()), each.datasetName(), each.datasetDigest()));
    }
    return new Batch(metrics, params, tags, ofModels);
  }

  private static Metric metric(Metric metric, String path) {
    Keys.check(metric.key(), path + "name");
    long timestamp = metric.timestamp().toEpochMilli();
    if (timestamp < 0) {
      throw TrackingException.invalid(
          "Invalid value "
              + timestamp
              + " for parameter '"
              + path
              + "timestamp' supplied: metric '"
              + metric.key()
              + "' (value="
              + metric.value()
              + "). Timestamp must be a nonnegative long (64-bit integer) ");
    }
    Keys.checkLength("Metric name", KEY_LENGTH, metric.key());
    return Double.isInfinite(metric.value())
        ? new Metric(
            metric.key(),
            Math.copySign(Double.MAX_VALUE, metric.value()),
            metric.timestamp(),
            metric.step())
        : metric;
  }

  private static Param param(Param param, String path) {
    Keys.check(param.key(), path + "key");
    Keys.checkLength("Param key", KEY_LENGTH, param.key());
    return new Param(param.key(), Keys.truncated(PARAM_LENGTH, param.value()));
  }

  private static Tag tag(Tag tag, String path) {
    Keys.check(tag.key(), path + "key");
    Keys.checkLength(path + "key", KEY_LENGTH, tag.key());
    return new Tag(tag.key(), Keys.truncated(TAG_LENGTH, tag.value()));
  }

  private static void checkCount(String what, int limit, int count) {
    if (count > limit) {
      throw TrackingException.invalid(
          "A batch logging request can contain at most "
              + limit
              + " "
              + what
              + ". Got "
              + count
              + " "
              + what
              + ". Please split up "
              + what
              + " across multiple requests and try again.");
    }
  }

  private static void checkUnique(List<Param> params) {
    Set<String> seen = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Param param : params) {
      if (!seen.add(param.key())) {
        twice.add(Literals.python(param.key()));
      }
    }
    if (!twice.isEmpty()) {
      throw TrackingException.invalid(
          "Duplicate parameter keys have been submitted: "
              + twice
              + ". Please ensure the request contains only one param value per param key.");
    }
  }
}
