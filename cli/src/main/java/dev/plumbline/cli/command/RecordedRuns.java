package dev.plumbline.cli.command;

import dev.plumbline.cli.wire.Session;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.runner.run.Ownership;
import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.RunStatus;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds pipelines' runs, and their steps', in the tracking store. */
final class RecordedRuns {
  private static final int MOST = 1000;
  private static final String PIPELINES = "tags.`" + RunTags.ENGINE + "` IS NOT NULL";
  private final TrackingStore store;
  private final Supplier<Set<String>> living;

  private RecordedRuns(TrackingStore store, Supplier<Set<String>> living) {
    this.store = store;
    this.living = living;
  }

  static RecordedRuns of(Session session) {
    return new RecordedRuns(
        session.get(TrackingStore.class),
        () ->
            session.get(RunLeases.class).all().stream()
                .map(RunLeases.Lease::owner)
                .filter(Ownership::mayLive)
                .map(RunLeases.Owner::runId)
                .collect(Collectors.toSet()));
  }

  private RecordedRun recorded(Run run) {
    String root = run.data().tag(RunTags.PARENT).orElse(run.runId());
    boolean lives = run.info().status() == RunStatus.RUNNING && living.get().contains(root);
    return new RecordedRun(run, lives);
  }

  /** The latest first. */
  List<RecordedRun> list(Optional<String> pipeline, int most) {
    String filter =
        PIPELINES
            + pipeline
                .map(p -> " AND tags.`" + RunTags.PIPELINE + "` = " + Search.quote(p))
                .orElse("");
    return search(filter, most);
  }

  /** Whether a run of a pipeline for an interval has come to its end. */
  boolean hasFinished(String pipeline, Interval interval) {
    String filter =
        PIPELINES
            + " AND tags.`"
            + RunTags.PIPELINE
            + "` = "
            + Search.quote(pipeline)
            + " AND tags.`"
            + RunTags.INTERVAL
            + "` = "
            + Search.quote(interval.toString())
            + " AND attributes.status = 'FINISHED'";
    return !search(filter, 1).isEmpty();
  }

  /** Whether a run of exactly that id is recorded. */
  boolean knows(String id) {
    return store.runs().findRun(id).isPresent();
  }

  /**
   * One by its id, by the beginning of its id, or {@code last}.
   *
   * @throws UsageException when none, or more than one, is meant
   */
  RecordedRun load(String id) {
    return load(id, Optional.empty());
  }

  /** One as above, of a pipeline where that is given. */
  RecordedRun load(String id, Optional<String> pipeline) {
    Optional<RecordedRun> exact = store.runs().findRun(id).map(this::recorded);
    if (exact.isPresent()) {
      return of(pipeline, exact.get());
    }
    boolean last = id.equals("last");
    List<RecordedRun> all = list(last ? pipeline : Optional.empty(), last ? 1 : MOST);
    List<RecordedRun> fitting =
        last ? all : all.stream().filter(r -> r.id().startsWith(id)).toList();
    if (fitting.isEmpty()) {
      throw new UsageException(
          "Cannot find run "
              + id
              + ": "
              + (last ? "nothing has run yet" : "no run's id is that or begins so")
              + ", see plumb runs list");
    }
    if (fitting.size() > 1) {
      throw new UsageException(
          "Cannot tell which run is "
              + id
              + ": "
              + fitting.size()
              + " begin so, "
              + fitting.stream().limit(3).map(RecordedRun::id).toList()
              + (fitting.size() > 3 ? " and more" : "")
              + "; write more of it");
    }
    return of(pipeline, fitting.get(0));
  }

  private static RecordedRun of(Optional<String> pipeline, RecordedRun run) {
    if (pipeline.isPresent() && !pipeline.get().equals(run.pipeline())) {
      throw new UsageException(
          "Cannot take run "
              + run.id()
              + " for one of "
              + pipeline.get()
              + ": it is of "
              + run.pipeline()
              + ", see plumb runs list "
              + pipeline.get());
    }
    return run;
  }

  /** The steps of a run, those without work of their own included. */
  List<RecordedStep> steps(RecordedRun parent) {
    Map<String, RecordedRun> own = new LinkedHashMap<>();
    List<RecordedRun> found =
        new ArrayList<>(
            search("tags.`" + RunTags.PARENT + "` = " + Search.quote(parent.id()), MOST));
    Collections.reverse(found);
    found.forEach(run -> own.put(run.tag(RunTags.STEP), run));
    Map<String, String> ended = new LinkedHashMap<>();
    own.forEach((name, run) -> ended.put(name, run.status()));
    ended.putAll(parent.steps());
    Map<String, Reuse> reuses = parent.reuses();
    List<RecordedStep> steps = new ArrayList<>();
    ended.forEach(
        (name, end) -> {
          Optional<Reuse> reuse = Optional.ofNullable(reuses.get(name));
          Optional<RecordedRun> made =
              reuse
                  .flatMap(from -> store.runs().findRun(RunTags.stepRunId(from.run(), from.step())))
                  .map(this::recorded)
                  .or(() -> Optional.ofNullable(own.get(name)));
          steps.add(new RecordedStep(name, end, reuse, made));
        });
    return steps;
  }

  private List<RecordedRun> search(String filter, int most) {
    List<String> experiments =
        store.experiments().searchExperiments(ViewType.ACTIVE_ONLY, Search.all()).items().stream()
            .map(Experiment::experimentId)
            .toList();
    return store
        .runs()
        .searchRuns(experiments, ViewType.ACTIVE_ONLY, Search.where(filter).atMost(most))
        .items()
        .stream()
        .map(this::recorded)
        .toList();
  }
}
