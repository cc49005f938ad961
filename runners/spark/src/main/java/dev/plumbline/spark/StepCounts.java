package dev.plumbline.spark;

import dev.plumbline.runner.engine.Progress;
import dev.plumbline.spark.rows.Tally;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;

/**
 * The counts of one action's steps. A step that the plan holds twice is counted where it was first
 * built. Safe for many threads.
 */
final class StepCounts {
  private final SparkContext spark;
  private final Map<String, Tally> first = new LinkedHashMap<>();
  private final Map<String, Tally> rejecting = new LinkedHashMap<>();

  StepCounts(SparkContext spark) {
    this.spark = spark;
  }

  /** A tally for one place of a step, or of one of its outputs, in the plan. */
  synchronized Tally tally(String step) {
    Tally tally = new Tally();
    spark.register(tally, step);
    first.putIfAbsent(step, tally);
    return tally;
  }

  /** A tally whose rejections alone count, beside the one that counts the step's rows. */
  synchronized Tally rejecting(String step) {
    Tally tally = uncounted();
    rejecting.putIfAbsent(step, tally);
    return tally;
  }

  /** A tally that nobody is told of. */
  Tally uncounted() {
    Tally tally = new Tally();
    spark.register(tally);
    return tally;
  }

  /** Takes over the counts of rows that were made before, for the steps not counted here. */
  synchronized void adopt(StepCounts made) {
    made.first.forEach(first::putIfAbsent);
    made.rejecting.forEach(rejecting::putIfAbsent);
  }

  /** Tells what is known so far. */
  synchronized void tell(Progress progress) {
    first.forEach((step, tally) -> progress.rows(step, tally.rows()));
  }

  /** Tells the exact counts, when the action is done. */
  synchronized void finish(Progress progress) {
    tell(progress);
    first.forEach((step, tally) -> rejected(step, tally, progress));
    rejecting.forEach((step, tally) -> rejected(step, tally, progress));
  }

  private static void rejected(String step, Tally tally, Progress progress) {
    if (tally.rejected() > 0) {
      progress.rejected(step, tally.rejected(), tally.samples());
    }
  }
}
