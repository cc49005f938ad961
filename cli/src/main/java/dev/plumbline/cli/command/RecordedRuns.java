package dev.plumbline.cli.command;

import dev.plumbline.tracking.Experiment;
import dev.plumbline.tracking.Run;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.ViewType;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds pipelines' runs, and their steps', in the tracking store. */
final class RecordedRuns {
  private static final int MOST = 1000;
  private static final String PIPELINES = "tags.`" + RunTags.ENGINE + "` IS NOT NULL";
  private final TrackingStore store;

  RecordedRuns(TrackingStore store) {
    this.store = store;
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

  /**
   * One by its id, by the beginning of its id, or {@code last}.
   *
   * @throws UsageException when none, or more than one, is meant
   */
  RecordedRun load(String id) {
    Optional<Run> exact = store.runs().findRun(id);
    if (exact.isPresent()) {
      return new RecordedRun(exact.get());
    }
    List<RecordedRun> all = list(Optional.empty(), MOST);
    List<RecordedRun> fitting =
        id.equals("last")
            ? all.stream().limit(1).toList()
            : all.stream().filter(r -> r.id().startsWith(id)).toList();
    if (fitting.size() != 1) {
      throw new UsageException(
          "Cannot find run "
              + id
              + ": "
              + (fitting.isEmpty() ? "there is none" : fitting.size() + " begin so")
              + ", see plumb runs list");
    }
    return fitting.get(0);
  }

  /** The runs of a run's steps, in the order in which they began. */
  List<RecordedRun> steps(RecordedRun parent) {
    List<RecordedRun> steps =
        new ArrayList<>(
            search("tags.`" + RunTags.PARENT + "` = " + Search.quote(parent.id()), MOST));
    java.util.Collections.reverse(steps);
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
        .map(RecordedRun::new)
        .toList();
  }
}
