package proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two drivers at once that share nothing but the tables, each killed at random moments and begun again
 * until it is done: every other round for one day, else for two. What is there then is what two drivers
 * leave that run one behind the other; only which version a commit made may differ.
 */
final class Drivers {
  private static final int MOST_IN_A_ROW = 4;
  private static final String OTHER_DAY = "2001-06-03";
  private static final Pattern OF_TABLES = Pattern.compile("^(commit|rows|orphan in)\\b");
  private static final Pattern COMMIT = Pattern.compile("^commit (\\S+@v\\d+) \\S+ (\\S+) ");
  private static final Pattern RECORDED = Pattern.compile("(?<=plumbline\\.table)=(\\S+@v\\d+)");
  private static final Pattern VERSION = Pattern.compile("^(?:commit|rows) (\\S+)@v(\\d+)");

  private final Trials trials;
  private final List<Driver> drivers;
  private final long seed;
  private final AtomicInteger left = new AtomicInteger();
  private int refused;

  /** A project of its own, and the run that it makes, whose days don't meet in a merged row. */
  private record Driver(Lane lane, String run) {
    String[] words(String day) {
      return new String[] {
        "run", "ferries", "--date", day, "--run", run, "--set", "pipeline.merge=false"
      };
    }
  }

  Drivers(Trials trials, Lane other, long seed) {
    this.trials = trials;
    this.drivers = List.of(new Driver(trials.lane(), "first"), new Driver(other, "second"));
    this.seed = seed;
  }

  /** A day before for the second driver too, in the first one's tables. */
  private void prepare(Path sources) throws IOException {
    Lane first = drivers.get(0).lane();
    Lane second = drivers.get(1).lane();
    trials.make(second, sources);
    first.restore();
    trials.before(second, "before-second");
    second.keep();
  }

  void run(int kills, Path sources) throws IOException {
    prepare(sources);
    TreeSet<String> two = oneBehindTheOther(Trials.DAY, OTHER_DAY);
    bites(two);
    TreeSet<String> one = oneBehindTheOther(Trials.DAY, Trials.DAY);
    List<String> once = journals(oneBehindTheOther(Trials.DAY));
    left.set(kills);
    int rounds = 0;
    int good = 0;
    while (left.get() > 0) {
      rounds++;
      restore();
      boolean recovered =
          rounds % 2 == 1
              ? differentDays("round " + rounds + " of two drivers", rounds, two)
              : sameDay("round " + rounds + " of two drivers, one day", rounds, one, once);
      good += recovered ? 1 : 0;
    }
    System.out.printf(
        "two drivers at once, %s: %d SIGKILLs in %d rounds, %d of them recovered (in %d a driver was refused,"
            + " since the other had written its day)%n",
        trials.engine(), kills, rounds, good, refused);
  }

  /** The second one's last: its tables are those after both days before. */
  private void restore() throws IOException {
    for (Driver driver : drivers) {
      driver.lane().restore();
    }
  }

  private TreeSet<String> oneBehindTheOther(String... days) throws IOException {
    restore();
    for (int i = 0; i < days.length; i++) {
      Trials.must(drivers.get(i).lane().run("", drivers.get(i).words(days[i])), trials.exit());
    }
    return found();
  }

  /** That the oracle sees a driver that forgets its run's id: its rows are there twice. */
  private void bites(TreeSet<String> expected) throws IOException {
    Driver forgot = new Driver(drivers.get(1).lane(), "forgot");
    Trials.must(forgot.lane().run("", forgot.words(OTHER_DAY)), trials.exit());
    if (journals(found()).equals(journals(expected))) {
      trials.failures().add("a driver that forgets its run's id is not seen");
    }
  }

  private static List<String> journals(TreeSet<String> lines) {
    return lines.stream().filter(l -> l.startsWith("rows journal")).toList();
  }

  private boolean differentDays(String name, int round, TreeSet<String> expected) {
    return trials.same(name, together(round, Trials.DAY, OTHER_DAY), expected, found());
  }

  /**
   * Both replace one day and append to one table: a driver that is refused has written each of its
   * tables once or not at all, one that is done all of them, and one at least is done.
   */
  private boolean sameDay(
      String name, int round, TreeSet<String> expected, List<String> appendedOnce) {
    List<Lane.Said> ends = together(round, Trials.DAY, Trials.DAY);
    TreeSet<String> found = found();
    TreeSet<String> wanted = new TreeSet<>();
    List<Lane.Said> done = new ArrayList<>();
    long appended = 0;
    for (int i = 0; i < ends.size(); i++) {
      boolean lost = ends.get(i).exit() != trials.exit() && refused(ends.get(i));
      String mine = "/" + drivers.get(i).run() + "/";
      for (String line : expected) {
        boolean ofMine = line.startsWith("commit") && line.contains(mine);
        if (ofMine && (!lost || found.contains(line))) {
          wanted.add(line);
          appended += line.contains("/append-journal/") ? 1 : 0;
        }
      }
      refused += lost ? 1 : 0;
      if (!lost) {
        done.add(ends.get(i));
      }
    }
    if (done.isEmpty()) {
      return trials.same(name + ", both refused", ends, expected, found);
    }
    expected.stream()
        .filter(l -> l.startsWith("rows") && !l.startsWith("rows journal"))
        .forEach(wanted::add);
    wanted.addAll(appended == ends.size() ? journals(expected) : appendedOnce);
    wanted.addAll(expected.stream().filter(l -> l.startsWith("commit") && l.contains("/before")).toList());
    // What a refused driver was killed at is swept by hand, as of each run that is given up.
    boolean all = done.size() == ends.size();
    found.removeIf(l -> !OF_TABLES.matcher(l).find() || (!all && l.startsWith("orphan")));
    return trials.same(name, done, wanted, found);
  }

  /** Whether the other had written the same rows, which ends this run. */
  private static boolean refused(Lane.Said said) {
    return said.says("look at what it wrote")
        || said.says("another writer changed the same rows")
        || said.says("was changed since by commit");
  }

  private List<Lane.Said> together(int round, String... days) {
    List<CompletableFuture<Lane.Said>> ends = new ArrayList<>();
    for (int i = 0; i < days.length; i++) {
      Driver driver = drivers.get(i);
      String day = days[i];
      Random random = new Random(seed * 1_000_003 + round * 2L + i);
      ends.add(CompletableFuture.supplyAsync(() -> finish(driver, day, random)));
    }
    return ends.stream().map(CompletableFuture::join).toList();
  }

  /** Kills the run so often as chance will, and lets it end. */
  private Lane.Said finish(Driver driver, String day, Random random) {
    try {
      int kills = 1 + random.nextInt(MOST_IN_A_ROW);
      boolean known = false;
      while (true) {
        Lane.Started started =
            known
                ? driver.lane().start("", "run", "--resume", driver.run())
                : driver.lane().start("", driver.words(day));
        if (kills > 0 && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          if (Kills.killed(started, random, trials.millis())) {
            kills--;
            known = true;
            continue;
          }
          left.incrementAndGet();
        }
        Lane.Said said = started.end();
        if (!known || !Trials.unknown(said, driver.run())) {
          return said;
        }
        known = false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What both left; a version, which depends on whose commit came first, by the write that made it. */
  private TreeSet<String> found() {
    Map<String, Lane> lanes = new TreeMap<>();
    drivers.forEach(driver -> lanes.put(driver.run(), driver.lane()));
    Map<String, TreeSet<String>> lines = Oracle.of(lanes);
    Map<String, String> made = new TreeMap<>();
    for (String line : lines.get(drivers.get(0).run())) {
      Matcher commit = COMMIT.matcher(line);
      if (commit.find()) {
        made.put(commit.group(1), commit.group(2));
      }
    }
    TreeSet<String> all = new TreeSet<>();
    lines.forEach(
        (name, each) ->
            each.stream()
                .filter(l -> !OF_TABLES.matcher(l).find())
                .map(l -> RECORDED.matcher(l).replaceFirst(m -> "=the one of " + made.get(m.group(1))))
                .forEach(l -> all.add(name + ": " + l)));
    all.addAll(tables(lines.get(drivers.get(0).run())));
    return all;
  }

  /** Commits with how often each is there, and the last version's rows. */
  private static List<String> tables(TreeSet<String> lines) {
    Map<String, Integer> last = new TreeMap<>();
    Map<String, Integer> commits = new TreeMap<>();
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      Matcher commit = VERSION.matcher(line);
      if (line.startsWith("commit") && commit.find()) {
        last.merge(commit.group(1), Integer.valueOf(commit.group(2)), Math::max);
        commits.merge(commit.replaceFirst("$1"), 1, Integer::sum);
      }
    }
    commits.forEach((commit, times) -> all.add("commit, " + times + " times: " + commit));
    for (String line : lines) {
      Matcher of = VERSION.matcher(line);
      if (line.startsWith("orphan")) {
        all.add(line);
      } else if (line.startsWith("rows")
          && of.find()
          && last.get(of.group(1)).equals(Integer.valueOf(of.group(2)))) {
        all.add("rows " + of.replaceFirst("$1"));
      }
    }
    return all;
  }
}
