package proof;

import dev.plumbline.pipeline.fault.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Stops the run past its lease, lets another process take over, and wakes it. */
final class Pauses {
  private static final Set<FailPoint> BEFORE_EFFECTS =
      Set.of(FailPoint.STAGED, FailPoint.JUDGED, FailPoint.MODEL_WRITTEN, FailPoint.GATE_JUDGED);
  private final Trials trials;
  private int refused;
  private int held;

  Pauses(Trials trials) {
    this.trials = trials;
  }

  void run(List<Reached> reached, int most) throws IOException, InterruptedException {
    int all = 0;
    for (Reached at : reached) {
      if (BEFORE_EFFECTS.contains(at.point()) && all < most) {
        all++;
        paused(at);
      }
    }
    System.out.printf(
        "SIGSTOP past the lease, %s: %d of %d refused at the commit after SIGCONT, %d stopped within"
            + " the tracking database's lock, which nobody could take over and which went on%n",
        trials.engine(), refused, all, held);
  }

  private void paused(Reached at) throws IOException, InterruptedException {
    trials.lane().restore();
    Lane.Started sleeper = trials.lane().start(at.fault() + ":stop", trials.words(Trials.RUN));
    long pid = sleeper.process().pid();
    while (sleeper.process().isAlive() && !isStopped(pid)) {
      Thread.sleep(20);
    }
    Lane.Said other = trials.goOn("");
    new ProcessBuilder("kill", "-CONT", String.valueOf(pid)).start().waitFor();
    Lane.Said woken = sleeper.end();
    String what = trials.engine() + " stopped at " + at;
    if (other.says("another process has held it")) { // of SQLite's lock, which has no lease
      held += trials.same(what, trials.goOn("")) ? 1 : 0;
      return;
    }
    boolean late = woken.exit() == 1 && woken.says("gave no sign of life for too long");
    if (!late) {
      trials.failures().add(at + " was not refused: " + Trials.tail(woken.text()));
      System.out.println("  " + at + " was not refused: " + Trials.tail(woken.text()));
    }
    refused += trials.same(what, other) && late ? 1 : 0;
  }

  /** By the letter behind the name in parentheses. */
  private static boolean isStopped(long pid) throws IOException {
    Path stat = Path.of("/proc/" + pid + "/stat");
    if (!Files.exists(stat)) {
      return false;
    }
    String text = Files.readString(stat);
    return text.charAt(text.lastIndexOf(')') + 2) == 'T';
  }
}
