package dev.plumbline.tracking.pipeline;

import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.DatasetInput;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Page;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.RunUpdate;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run being written: what is told is gathered and sent in as few calls as MLflow's limits
 * allow. What a failing store did not take is sent again with the next call.
 */
final class RunRecord {
  private static final int MOST = 100;
  private static final int MOST_IN_ALL = 1000;

  private final TrackingStore store;
  private final RunFiles files;
  private final Run run;
  private final Map<String, Set<Point>> known = new HashMap<>();
  private boolean again;
  private final List<Metric> metrics = new ArrayList<>();
  private final List<Param> params = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final List<DatasetInput> inputs = new ArrayList<>();

  /** A point of a metric, whenever it was logged. */
  private record Point(long step, double value) {}

  private RunRecord(TrackingStore store, RunFiles files, Run run) {
    this.store = store;
    this.files = files;
    this.run = run;
    this.again = !run.data().metrics().isEmpty();
  }

  /** Creates the run, or goes on with the one that is there. */
  static RunRecord open(TrackingStore store, RunFiles files, NewRun wanted) {
    Run run = store.runs().createRun(wanted);
    if (run.info().status() != RunStatus.RUNNING) {
      store
          .runs()
          .updateRun(
              run.runId(),
              new RunUpdate(Optional.of(RunStatus.RUNNING), Optional.empty(), Optional.empty()));
    }
    return new RunRecord(store, files, run);
  }

  Run run() {
    return run;
  }

  /** The work is done anew: its metrics come again, and each point is one of them once. */
  void again() {
    again = true;
  }

  void metric(String name, double value, Instant at, long step) {
    String key = Names.key(name);
    if (!again || known.computeIfAbsent(key, this::points).add(new Point(step, value))) {
      metrics.add(new Metric(key, value, at, step));
    }
  }

  private Set<Point> points(String key) {
    Set<Point> points = new HashSet<>();
    Optional<String> next = Optional.empty();
    do {
      Page<Metric> page = store.log().metricHistory(run.runId(), key, MOST_IN_ALL, next);
      page.items().forEach(m -> points.add(new Point(m.step(), m.value())));
      next = page.nextPageToken();
    } while (next.isPresent());
    return points;
  }

  void params(Map<String, String> values) {
    values.forEach((name, value) -> params.add(new Param(Names.key(name), value)));
  }

  void tag(String key, String value) {
    tags.addAll(LongText.tags(key, value));
  }

  /** What can't be done and what to do; nothing any more where an earlier try left something. */
  void error(Optional<String> error) {
    if (error.isPresent() || run.data().tag(RunTags.ERROR).isPresent()) {
      tag(RunTags.ERROR, error.orElse(""));
    }
  }

  void input(DatasetInput input) {
    inputs.add(input);
  }

  LocalArtifacts artifacts() {
    return LocalArtifacts.at(run.info().artifactUri());
  }

  void artifact(String path, String content) {
    files.write(run.info().artifactUri(), path, content);
  }

  /** A file among the run's artifacts; empty for none. */
  Optional<String> text(String path) {
    LocalArtifacts artifacts = artifacts();
    if (artifacts.places(path).isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = artifacts.read(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path + " of run " + run.runId(), e);
    }
  }

  /** Whether it was there before it was opened at that time. */
  boolean isOlderThan(Instant opened) {
    return run.info().startTime().toEpochMilli() < opened.toEpochMilli();
  }

  /** Whether enough metrics wait to be worth a call. */
  boolean isFull() {
    return metrics.size() >= MOST_IN_ALL;
  }

  void flush() {
    while (!metrics.isEmpty() || !params.isEmpty() || !tags.isEmpty()) {
      List<Param> nextParams = first(params, MOST);
      List<Tag> nextTags = first(tags, MOST);
      List<Metric> nextMetrics = first(metrics, MOST_IN_ALL - nextParams.size() - nextTags.size());
      store.log().logBatch(run.runId(), new Batch(nextMetrics, nextParams, nextTags));
      params.subList(0, nextParams.size()).clear();
      tags.subList(0, nextTags.size()).clear();
      metrics.subList(0, nextMetrics.size()).clear();
    }
    if (!inputs.isEmpty()) {
      store.log().logInputs(run.runId(), inputs);
      inputs.clear();
    }
  }

  private static <T> List<T> first(List<T> all, int most) {
    return List.copyOf(all.subList(0, Math.min(all.size(), most)));
  }

  /** Sends what waits, then ends the run. */
  void end(RunStatus status, Instant at) {
    flush();
    store.runs().updateRun(run.runId(), RunUpdate.ended(status, at));
  }
}
