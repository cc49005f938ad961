package contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Lets two processes commit the same versions of one log at the same moments, and counts who was
 * told that it won: the first, the second, both, neither; and how many commits are lost, whose
 * writer won and whose version holds the other's. Ends with 1 when a log that must have one winner
 * for each version had another number of them, or lost a commit.
 */
public final class Contest {
  private record Pair(Store one, Store other, boolean promised) {}

  private Contest() {}

  /**
   * @param args a folder for the logs, and how many versions each pair contests
   */
  public static void main(String[] args) throws Exception {
    int versions = Integer.parseInt(args[1]);
    boolean kept = true;
    System.out.printf(
        "%-32s %9s %8s %8s %8s %8s %8s %9s%n",
        "writers", "versions", "first", "second", "both", "neither", "lost", "ms each");
    for (Pair pair :
        List.of(
            new Pair(Store.LOCAL, Store.LOCAL, true),
            new Pair(Store.SPARK, Store.SPARK, true),
            new Pair(Store.LOCAL, Store.SPARK, true),
            new Pair(Store.DEFAULT, Store.DEFAULT, false))) {
      Path log = Path.of(args[0]).resolve(pair.one + "-" + pair.other).resolve("_delta_log");
      kept &= contested(pair, log, versions) || !pair.promised;
    }
    System.exit(kept ? 0 : 1);
  }

  private static boolean contested(Pair pair, Path log, int versions) throws Exception {
    Files.createDirectories(log);
    long start = System.nanoTime();
    Process one = Writer.start(log, 0, pair.one, versions);
    Process other = Writer.start(log, 1, pair.other, versions);
    if (one.waitFor() != 0 | other.waitFor() != 0) {
      throw new IOException("Cannot contest " + log + ": a writer failed, see above");
    }
    double millis = (System.nanoTime() - start) / 1e6 / versions;
    BitSet first = Writer.won(log, 0);
    BitSet second = Writer.won(log, 1);
    BitSet both = (BitSet) first.clone();
    both.and(second);
    BitSet any = (BitSet) first.clone();
    any.or(second);
    int neither = versions - any.cardinality();
    int lost = lost(log, first, 0) + lost(log, second, 1);
    System.out.printf(
        Locale.ROOT,
        "%-32s %,9d %,8d %,8d %,8d %,8d %,8d %9.2f%n",
        pair.one + " against " + pair.other,
        versions,
        first.cardinality(),
        second.cardinality(),
        both.cardinality(),
        neither,
        lost,
        millis);
    return both.isEmpty() && neither == 0 && lost == 0;
  }

  /** How many of the versions that a writer won hold another commit than its own. */
  private static int lost(Path log, BitSet won, int writer) throws IOException {
    int lost = 0;
    for (int version = won.nextSetBit(0); version >= 0; version = won.nextSetBit(version + 1)) {
      if (!Files.readString(Writer.commit(log, version)).equals(Writer.line(writer) + "\n")) {
        lost++;
      }
    }
    return lost;
  }
}
