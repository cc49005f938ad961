package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.runner.engine.RowPlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the table versions that an engine was seen to read with those that the plan pinned. What
 * was declared stays the truth of lineage; a difference is told as a warning, never dropped.
 */
final class Audit {
  private Audit() {}

  /** Warns of every version that was read and is not part of the declared rows. */
  static void reads(RowPlan declared, StepProgress progress, Events events) {
    Set<String> pinned = new TreeSet<>();
    List<RowPlan> open = new ArrayList<>(List.of(declared));
    while (!open.isEmpty()) {
      RowPlan next = open.remove(open.size() - 1);
      if (next instanceof RowPlan.Pinned read) {
        pinned.add(place(read.read().location(), read.read().version()));
      }
      open.addAll(next.inputs());
    }
    for (StepProgress.Seen seen : progress.reads()) {
      if (!pinned.contains(place(URI.create(seen.location()), seen.version()))) {
        events.tell(
            s ->
                new RunEvent.Warned(
                    s,
                    seen.step(),
                    "read version "
                        + seen.version()
                        + " of "
                        + seen.location()
                        + ", which the pipeline does not declare; declare it with flow.read, or the"
                        + " run can't be repeated"));
      }
    }
  }

  /** A table's folder, however its URI is written. */
  private static String place(URI location, long version) {
    String path = location.getPath() == null ? location.toString() : location.getPath();
    return (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + " " + version;
  }
}
