package proof;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Starts the same day's run twice at once: by one id, and by two. */
final class Twice {
  private final Trials trials;

  Twice(Trials trials) {
    this.trials = trials;
  }

  void run(int rounds) throws IOException {
    int same = 0;
    int different = 0;
    int refused = 0;
    for (int round = 1; round <= rounds; round++) {
      same += byOneId(round) ? 1 : 0;
      Outcome two = byTwoIds(round);
      different += two.good() ? 1 : 0;
      refused += two.refused() ? 1 : 0;
    }
    System.out.printf(
        "started twice at once, %s: %d of %d rounds by one id, %d of %d by two ids (%d times one was"
            + " refused), each effect once%n",
        trials.engine(), same, rounds, different, rounds, refused);
  }

  private boolean byOneId(int round) throws IOException {
    trials.lane().restore();
    Lane.Started one = trials.lane().start("", trials.words(Trials.RUN));
    Lane.Started two = trials.lane().start("", trials.words(Trials.RUN));
    Lane.Said first = one.end();
    Lane.Said second = two.end();
    String trial = trials.engine() + " twice by one id, round " + round;
    return trials.same(trial + ", the first", first) && trials.same(trial + ", the second", second);
  }

  /**
   * @param refused whether one of the two was told that the other is at it
   */
  private record Outcome(boolean good, boolean refused) {}

  private Outcome byTwoIds(int round) throws IOException {
    trials.lane().restore();
    Lane.Started one = trials.lane().start("", trials.words("one"));
    Lane.Started two = trials.lane().start("", trials.words("two"));
    List<Lane.Said> ends = List.of(one.end(), two.end());
    long done = ends.stream().filter(e -> e.exit() == trials.exit()).count();
    long refused =
        ends.stream().filter(e -> e.exit() == 5 && e.says(" is at it (on ")).count();
    TreeSet<String> found = Oracle.of(trials.lane());
    // A run that came after the other's end has appended as well: it is another run.
    long appends = count(found, "commit journal@", "/append-journal/" + Trials.DAY);
    long replaced = count(found, "commit replace", "");
    long versions = count(found, "version lateness/", "");
    boolean good =
        done + refused == 2 && done >= 1 && appends == done && versions == versions() && replaced == 0;
    if (!good) {
      trials
          .failures()
          .add(
              "round "
                  + round
                  + " by two ids: "
                  + done
                  + " done, "
                  + refused
                  + " refused, "
                  + appends
                  + " appends, "
                  + versions
                  + " versions: "
                  + Trials.tail(ends.get(0).text())
                  + " | "
                  + Trials.tail(ends.get(1).text()));
    }
    return new Outcome(good, refused == 1);
  }

  private long versions() {
    return count(trials.expected(), "version lateness/", "");
  }

  private static long count(TreeSet<String> lines, String begin, String holds) {
    return lines.stream().filter(l -> l.startsWith(begin) && l.contains(holds)).count();
  }
}
