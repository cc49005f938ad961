package dev.plumbline.cli.command;

import dev.plumbline.pipeline.json.Json;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.pipeline.RunTags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pipeline's run, or a step's, as the tracking store has it, in Plumbline's words. */
record RecordedRun(Run run) {
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
    return run.data().tag(RunTags.STATUS).orElse(run.info().status().name());
  }

  Optional<Duration> took() {
    return run.info().endTime().map(end -> Duration.between(run.info().startTime(), end));
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

  /** How each step of a pipeline's run ended, by name. */
  Map<String, String> steps() {
    return texts(RunTags.STEPS);
  }

  /** A long text may go on in further tags, as {@link RunTags} says. */
  private Map<String, String> texts(String key) {
    StringBuilder json = new StringBuilder(tag(key));
    for (int i = 1; run.data().tag(key + "." + i).isPresent(); i++) {
      json.append(tag(key + "." + i));
    }
    Map<String, String> all = new LinkedHashMap<>();
    if (!json.isEmpty()) {
      ((Map<?, ?>) Json.parse(json.toString()))
          .forEach((name, value) -> all.put((String) name, String.valueOf(value)));
    }
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
    tree.put("seconds", took().map(t -> t.toMillis() / 1000.0).orElse(null));
    return tree;
  }

  /** JSON has no NaN and no infinity: those are texts. */
  Map<String, Object> numbers() {
    Map<String, Object> all = new TreeMap<>();
    metrics().forEach((k, v) -> all.put(k, Double.isFinite(v) ? (Object) v : v.toString()));
    return all;
  }
}
