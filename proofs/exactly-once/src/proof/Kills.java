package proof;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills the run from outside, at random moments of it and of what goes on with it. */
final class Kills {
  private static final int MOST_IN_A_ROW = 4;
  private final Trials trials;
  private final Random random;

  Kills(Trials trials, long seed) {
    this.trials = trials;
    this.random = new Random(seed);
  }

  void run(int kills) throws IOException, InterruptedException {
    int done = 0;
    int rounds = 0;
    int good = 0;
    int late = 0;
    while (done < kills) {
      rounds++;
      trials.lane().restore();
      Lane.Started started = trials.lane().start("", trials.words(Trials.RUN));
      int inARow = 0;
      while (killed(started, random, trials.millis())) {
        done++;
        inARow++;
        if (inARow == MOST_IN_A_ROW || done == kills || random.nextInt(3) > 0) {
          break;
        }
        started = trials.lane().start("", "run", "--resume", Trials.RUN);
      }
      late += inARow == 0 ? 1 : 0;
      good += trials.same("round " + rounds + " of random kills", trials.goOn("")) ? 1 : 0;
    }
    System.out.printf(
        "random kills, %s: %d SIGKILLs in %d rounds (%d ended before their kill), %d rounds"
            + " recovered%n",
        trials.engine(), done, rounds, late, good);
  }

  /** Whether the process lived when its moment came. */
  static boolean killed(Lane.Started started, Random random, long millis)
      throws InterruptedException {
    long moment = (long) (random.nextDouble() * millis * 1.05);
    boolean ended = started.process().waitFor(moment, TimeUnit.MILLISECONDS);
    started.process().destroyForcibly();
    int exit = started.process().waitFor();
    return !ended && exit == 137;
  }
}
