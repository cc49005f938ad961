package proof;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** One engine's undisturbed run, and trials that must end as it did. */
final class Trials {
  static final String DAY = "2001-06-02";
  static final String RUN = "trial";

  private final Lane lane;
  private final String engine;
  private TreeSet<String> expected = new TreeSet<>();
  private int exit;
  private long millis;
  private int asked;
  private final List<String> failures = new ArrayList<>();

  Trials(Lane lane, String engine) {
    this.lane = lane;
    this.engine = engine;
  }

  Lane lane() {
    return lane;
  }

  String engine() {
    return engine;
  }

  /** How long the undisturbed run took. */
  long millis() {
    return millis;
  }

  int exit() {
    return exit;
  }

  TreeSet<String> expected() {
    return expected;
  }

  List<String> failures() {
    return failures;
  }

  /** A day before, and then the undisturbed day; answers the points that it came to, in order. */
  List<Reached> undisturbed(java.nio.file.Path sources) throws IOException {
    make(lane, sources);
    before(lane, "before");
    lane.keep();
    java.nio.file.Path trace = lane.project().resolveSibling("trace.txt");
    Files.deleteIfExists(trace);
    long start = System.nanoTime();
    Lane.Said said = fresh("trace:" + trace);
    millis = (System.nanoTime() - start) / 1_000_000;
    exit = said.exit();
    must(said, 4);
    expected = Oracle.of(lane);
    List<String> odd = expected.stream().filter(l -> l.startsWith("orphan")).toList();
    if (!odd.isEmpty()) {
      throw new IllegalStateException("an undisturbed run leaves " + odd);
    }
    return Reached.read(trace);
  }

  void before(Lane lane, String run) throws IOException {
    must(lane.run("", "run", "berths", "--run", run + "-berths"), 0);
    must(lane.run("", words("2001-06-01", run)), 4);
  }

  /** An empty project. */
  void make(Lane lane, java.nio.file.Path sources) throws IOException {
    lane.make(
        sources,
        """
        engine=%s
        run.retries=0
        run.lease=1500ms
        engine.threads=2
        spark.ui.enabled=false
        spark.sql.shuffle.partitions=1
        """
            .formatted(engine));
  }

  static void must(Lane.Said said, int exit) {
    if (said.exit() != exit) {
      throw new IllegalStateException("exit " + said.exit() + ", not " + exit + ": " + said.text());
    }
  }

  /** The day's run, from its beginning. */
  Lane.Said fresh(String fault) throws IOException {
    return lane.run(fault, words(RUN));
  }

  String[] words(String run) {
    return words(DAY, run);
  }

  private String[] words(String date, String run) {
    String merge = "pipeline.merge=" + engine.equals("spark");
    return new String[] {"run", "ferries", "--date", date, "--run", run, "--set", merge};
  }

  /** Goes on with the run as people do: by its id, or from the beginning where nothing is known. */
  Lane.Said goOn(String fault) throws IOException {
    Lane.Said said = lane.run(fault, "run", "--resume", RUN);
    if (unknown(said, RUN)) {
      asked++;
      return fresh(fault);
    }
    return said;
  }

  /** Whether a run can't be gone on with, since it ended before it was recorded. */
  static boolean unknown(Lane.Said said, String run) {
    return said.exit() == 2
        && (said.says("Cannot find run " + run) || said.says("Cannot go by the plan of run"));
  }

  /** How often a run had to be started anew, since it ended before it was recorded. */
  int startedAnew() {
    return asked;
  }

  /** Whether all is there once; a difference is kept as a failure. */
  boolean same(String trial, Lane.Said last) throws IOException {
    return same(trial, List.of(last), expected, Oracle.of(lane));
  }

  boolean same(
      String trial, List<Lane.Said> ends, TreeSet<String> expected, TreeSet<String> found) {
    List<String> differences = new ArrayList<>();
    for (Lane.Said end : ends) {
      if (end.exit() != exit) {
        differences.add("exit " + end.exit() + ", not " + exit + ": " + tail(end.text()));
      }
    }
    differences.addAll(differences(expected, found));
    if (differences.isEmpty()) {
      return true;
    }
    failures.add(trial + "\n    " + String.join("\n    ", differences));
    System.out.println("  " + failures.get(failures.size() - 1));
    return false;
  }

  private static List<String> differences(TreeSet<String> expected, TreeSet<String> found) {
    List<String> all = new ArrayList<>();
    expected.stream().filter(l -> !found.contains(l)).limit(12).forEach(l -> all.add("- " + l));
    found.stream().filter(l -> !expected.contains(l)).limit(12).forEach(l -> all.add("+ " + l));
    return all;
  }

  static String tail(String text) {
    List<String> lines = text.lines().toList();
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
  }
}
