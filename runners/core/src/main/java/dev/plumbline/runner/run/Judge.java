package dev.plumbline.runner.run;

import dev.plumbline.pipeline.Expectation;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.value.Expectations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges what was computed, before anything of it becomes visible. */
final class Judge {
  /** Rows that don't do: nothing is committed. */
  static final class RefusedRows extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedRows(String message) {
      super(message);
    }
  }

  private Judge() {}

  /** What was rejected and read while some rows were computed. */
  static void computed(RowPlan rows, StepProgress progress, Events events) {
    Audit.reads(rows, progress, events);
    rejections(rows, progress, events);
  }

  /** Rejected rows against the tolerance that their ingest declares. */
  private static void rejections(RowPlan rows, StepProgress progress, Events events) {
    Map<String, StepProgress.Rejections> rejected = progress.rejected();
    for (Node.Ingest ingest : ingests(rows)) {
      StepProgress.Rejections found = rejected.get(ingest.name());
      if (found == null || found.rows() == 0) {
        continue;
      }
      events.tell(s -> new RunEvent.Rejected(s, ingest.name(), found.rows(), found.samples()));
      long read = progress.rows().getOrDefault(ingest.name(), 0L);
      double share = (double) found.rows() / (found.rows() + read);
      if (share > ingest.ingest().tolerance()) {
        throw new RefusedRows(
            "Cannot accept the rows of "
                + ingest.name()
                + ": "
                + found.rows()
                + " of "
                + (found.rows() + read)
                + " are malformed, more than the declared tolerance of "
                + ingest.ingest().tolerance()
                + "; mend the source or raise the tolerance\n    "
                + String.join("\n    ", found.samples()));
      }
    }
  }

  private static Set<Node.Ingest> ingests(RowPlan rows) {
    Set<Node.Ingest> found = new TreeSet<>(java.util.Comparator.comparing(Node.Ingest::name));
    List<RowPlan> open = new ArrayList<>(List.of(rows));
    while (!open.isEmpty()) {
      RowPlan next = open.remove(open.size() - 1);
      if (next instanceof RowPlan.Ingest ingest) {
        found.add(ingest.node());
      }
      open.addAll(next.inputs());
    }
    return found;
  }

  /** A write's expectations against the profile of what was staged. */
  static void expectations(String table, Profile profile, List<Expectation> expectations) {
    List<String> broken = Expectations.judge(profile, expectations);
    if (!broken.isEmpty()) {
      throw new RefusedRows(
          "Cannot commit to table "
              + table
              + ", nothing was written; expected otherwise:\n    "
              + String.join("\n    ", broken));
    }
  }
}
