package dev.plumbline.cli.command;

import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.port.PastStep;
import dev.plumbline.runner.plan.Plan;
import dev.plumbline.runner.plan.PlannedStep;
import dev.plumbline.runner.plan.Shape;
import dev.plumbline.tracking.TrackingStore;
import dev.plumbline.tracking.pipeline.RunTags;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of one id that a scheduler gives: whoever plans again with it, when things have changed,
 * begins its next revision, {@code ID-r2}, since what the one before committed is committed under
 * its id once and for all.
 */
final class Revisions {
  private static final String MARK = "-r";
  private final TrackingStore store;
  private final String id;

  Revisions(TrackingStore store, String id) {
    this.store = store;
    this.id = id;
  }

  /** The id of the newest that was recorded; the id itself where none was. */
  String newest() {
    String newest = id;
    int number = 1;
    while (store.runs().findRun(of(number + 1)).isPresent()) {
      number++;
      newest = of(number);
    }
    return newest;
  }

  /** The id of the one that comes next. */
  String next() {
    String newest = newest();
    boolean first = newest.equals(id);
    return of(first ? 2 : Integer.parseInt(newest.substring((id + MARK).length())) + 1);
  }

  private String of(int number) {
    return number == 1 ? id : id + MARK + number;
  }

  /** Whether a run was recorded for another interval than a plan's. */
  boolean isForOther(String runId, Optional<Interval> interval) {
    return store
        .runs()
        .findRun(runId)
        .map(run -> run.data().tag(RunTags.INTERVAL))
        .filter(recorded -> !recorded.equals(interval.map(Interval::toString)))
        .isPresent();
  }

  /** The steps that a run has finished and a plan would run again as something else. */
  static List<PlannedStep> changed(Plan plan, Map<String, PastStep> finished) {
    return plan.steps().stream()
        .filter(
            step ->
                Shape.isKept(step.node())
                    && step.decision().mayRun()
                    && finished.containsKey(step.name())
                    && !finished.get(step.name()).fingerprint().equals(step.fingerprint().digest()))
        .toList();
  }
}
