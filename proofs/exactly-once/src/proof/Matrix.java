package proof;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Halts the run at fail points, one at a time, and goes on with it. */
final class Matrix {
  private static final Set<FailPoint> AROUND_COMMIT =
      EnumSet.of(
          FailPoint.STAGED, FailPoint.LOG_WRITTEN, FailPoint.LOG_LINKED, FailPoint.COMMITTED);
  private final Trials trials;

  Matrix(Trials trials) {
    this.trials = trials;
  }

  /** At which of the times that a point is reached the run is halted. */
  enum Choice {
    /** All of them. */
    EVERY,
    /** The first for each point and kind of write. */
    FIRST,
    /** The first for each point. */
    POINT,
    /** The first for those between staging and the record of each kind of write. */
    COMMIT,
    /** The first for those between staging and the record of a merge. */
    MERGE
  }

  void run(List<Reached> reached, Choice choice) throws IOException {
    Set<FailPoint> left = EnumSet.allOf(FailPoint.class);
    Set<FailPoint> halted = EnumSet.noneOf(FailPoint.class);
    Set<String> cells = new LinkedHashSet<>();
    int good = 0;
    int all = 0;
    for (Reached each : reached) {
      left.remove(each.point());
      boolean fresh = !cells.contains(each.point() + " " + each.mode());
      boolean merge = each.mode().equals("merge");
      boolean commit = !each.mode().equals("-") && AROUND_COMMIT.contains(each.point());
      boolean chosen =
          switch (choice) {
            case EVERY -> true;
            case FIRST -> fresh;
            case POINT -> !halted.contains(each.point());
            case COMMIT -> fresh && commit;
            case MERGE -> fresh && merge && commit;
          };
      if (!chosen) {
        continue;
      }
      cells.add(each.point() + " " + each.mode());
      halted.add(each.point());
      all++;
      good += halts(each) ? 1 : 0;
    }
    System.out.printf(
        "kill matrix, %s: %d of %d halts recovered (%d fail points, %d of point and write;"
            + " %d times nothing was recorded yet)%n",
        trials.engine(),
        good,
        all,
        halted.size(),
        cells.size(),
        trials.startedAnew());
    List<FailPoint> unreached = new ArrayList<>(left);
    if (!unreached.isEmpty()) {
      trials.failures().add("never reached on " + trials.engine() + ": " + unreached);
      System.out.println("  never reached: " + unreached);
    }
  }

  private boolean halts(Reached at) throws IOException {
    trials.lane().restore();
    Lane.Said halted = trials.fresh(at.fault());
    if (halted.exit() != 137) {
      trials.failures().add(at + " was not reached: " + Trials.tail(halted.text()));
      System.out.println("  " + at + " was not reached, exit " + halted.exit());
      return false;
    }
    return trials.same(trials.engine() + " halted at " + at, trials.goOn(""));
  }

  /** That the oracle sees what happens without the run's id: rows are there twice. */
  void bites(List<Reached> reached) throws IOException {
    Reached committed =
        reached.stream()
            .filter(r -> r.point() == FailPoint.COMMITTED && r.mode().equals("append"))
            .findFirst()
            .orElseThrow();
    trials.lane().restore();
    trials.fresh(committed.fault());
    trials.lane().run("", trials.words("another"));
    long expected = appended(trials.expected());
    long found = appended(Oracle.of(trials.lane()));
    System.out.printf(
        "without the run's id, %s: a halt after the append is committed, then a new run, leaves the"
            + " day's rows %s (%d appends instead of %d)%n",
        trials.engine(), found > expected ? "twice" : "once", found, expected);
    if (found <= expected) {
      trials.failures().add("the fault does not bite on " + trials.engine());
    }
  }

  private static long appended(Set<String> lines) {
    return lines.stream()
        .filter(l -> l.startsWith("commit journal@") && l.contains("/append-journal/" + Trials.DAY))
        .count();
  }
}
