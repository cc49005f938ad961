package dev.plumbline.cli.command;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.plan.RecordedPlan;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import dev.plumbline.tracking.pipeline.RunTags;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pipeline's run, or a step's, as the tracking store has it, in Plumbline's words.
 *
 * @param lives whether a process may still be at it
 */
record RecordedRun(Run run, boolean lives) {
  String id() {
    return run.runId();
  }

  String tag(String key) {
    return run.data().tag(key).orElse("");
  }

  String pipeline() {
    return tag(RunTags.PIPELINE);
  }

  /** Plumbline's word for how it ended, or MLflow's while it hasn't. */
  String status() {
    if (run.info().status() == RunStatus.RUNNING) {
      return isBroken() ? RunStatus.KILLED.name() : RunStatus.RUNNING.name();
    }
    return run.data().tag(RunTags.STATUS).orElse(run.info().status().name());
  }

  /** Whether its process ended before it could tell. */
  boolean isBroken() {
    return run.info().status() == RunStatus.RUNNING
        && !lives
        && run.data().tag(RunTags.TASKS).isEmpty();
  }

  /** How long its work took the last time; empty for a step that is done within another. */
  Optional<Duration> took() {
    return run.data()
        .metric(RunTags.TOOK)
        .map(seconds -> Duration.ofNanos(Math.round(seconds.value() * 1e9)))
        .filter(took -> !took.isZero());
  }

  Optional<Double> seconds() {
    return took().map(t -> t.toMillis() / 1000.0);
  }

  /** Parameters by name. */
  Map<String, String> parameters() {
    Map<String, String> all = new TreeMap<>();
    for (Param param : run.data().params()) {
      all.put(param.key(), param.value());
    }
    return all;
  }

  /** Metrics by name. */
  Map<String, Double> metrics() {
    Map<String, Double> all = new TreeMap<>();
    for (Metric metric : run.data().metrics()) {
      all.put(metric.key(), metric.value());
    }
    return all;
  }

  /** What it was recorded with, by name. */
  Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>();
    for (Tag tag : run.data().tags()) {
      if (tag.key().startsWith(RunTags.ENVIRONMENT)) {
        all.put(tag.key().substring(RunTags.ENVIRONMENT.length()), tag.value());
      }
    }
    return all;
  }

  /** What the fingerprint of a step's run is made of, by name. */
  Map<String, String> ingredients() {
    return texts(RunTags.INGREDIENTS);
  }

  /**
   * The plan that a pipeline's run keeps among its artifacts.
   *
   * @throws UsageException when it keeps none that can be read
   */
  RecordedPlan plan() {
    try (InputStream in = LocalArtifacts.at(run.info().artifactUri()).read("plan.json")) {
      return RecordedPlan.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException | TrackingException | IllegalArgumentException e) {
      throw new UsageException(
          "Cannot go by the plan of run " + id() + ": " + e.getMessage() + ", run it anew", e);
    }
  }

  /** How each step of a pipeline's run ended, by name. */
  Map<String, String> steps() {
    return texts(RunTags.STEPS);
  }

  /** What a pipeline's run takes over from earlier ones, by step. */
  Map<String, Reuse> reuses() {
    Map<String, Reuse> all = new TreeMap<>();
    text(RunTags.REUSES)
        .ifPresent(
            json ->
                ((Map<?, ?>) Json.parse(json))
                    .forEach((step, from) -> all.put((String) step, Reuse.of((Map<?, ?>) from))));
    return all;
  }

  /** Why it failed; empty for one that did not, or was done after all. */
  Optional<String> error() {
    if (isBroken()) {
      return Optional.of("its process ended before the run did");
    }
    return run.data().tag(RunTags.ERROR).filter(e -> !e.isEmpty());
  }

  private Optional<String> text(String key) {
    return RunTags.text(run.data(), key).filter(text -> !text.isEmpty());
  }

  private Map<String, String> texts(String key) {
    Map<String, String> all = new LinkedHashMap<>();
    text(key)
        .ifPresent(
            json ->
                ((Map<?, ?>) Json.parse(json))
                    .forEach((name, value) -> all.put((String) name, String.valueOf(value))));
    return all;
  }

  /** The tables and files that it read, each with its version or digest. */
  List<String> inputs() {
    List<String> all = new ArrayList<>();
    for (DatasetInput input : run.inputs()) {
      all.add(input.dataset().name() + " (" + input.dataset().digest() + ")");
    }
    return all;
  }

  /** The head of it, for lists. */
  Map<String, Object> head() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", id());
    tree.put("pipeline", pipeline());
    tree.put("interval", run.data().tag(RunTags.INTERVAL).orElse(null));
    tree.put("engine", tag(RunTags.ENGINE));
    tree.put("status", status());
    tree.put("started", run.info().startTime().toString());
    tree.put("seconds", seconds().orElse(null));
    return tree;
  }

  /** JSON has no NaN and no infinity: those are texts. */
  Map<String, Object> numbers() {
    Map<String, Object> all = new TreeMap<>();
    metrics().forEach((k, v) -> all.put(k, Double.isFinite(v) ? (Object) v : v.toString()));
    return all;
  }
}
