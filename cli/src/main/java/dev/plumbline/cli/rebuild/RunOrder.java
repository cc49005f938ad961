package dev.plumbline.cli.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The order in which runs were made: by the versions of the tables that they wrote, whatever the
 * clocks said; of runs that share no table, the one that began first is first.
 */
final class RunOrder {
  private final Map<String, List<String>> tables = new LinkedHashMap<>();

  /** Says that a run made the next version of a table. */
  void wrote(String table, String runId) {
    tables.computeIfAbsent(table, t -> new ArrayList<>()).add(runId);
  }

  List<RestoredRun> of(Collection<RestoredRun> runs) {
    Map<String, RestoredRun> left = new HashMap<>();
    runs.forEach(run -> left.put(run.runId(), run));
    Map<String, Set<String>> followers = followers(left.keySet());
    Map<String, Integer> before = new HashMap<>();
    followers.values().forEach(all -> all.forEach(run -> before.merge(run, 1, Integer::sum)));
    Comparator<RestoredRun> byStart =
        Comparator.comparing(RestoredRun::started).thenComparing(RestoredRun::runId);
    PriorityQueue<RestoredRun> ready = new PriorityQueue<>(byStart);
    runs.stream().filter(run -> !before.containsKey(run.runId())).forEach(ready::add);
    List<RestoredRun> order = new ArrayList<>();
    while (!left.isEmpty()) {
      // Two runs that each wrote after the other, in two tables: the one that began first.
      RestoredRun next =
          ready.isEmpty() ? left.values().stream().min(byStart).orElseThrow() : ready.remove();
      if (left.remove(next.runId()) == null) {
        continue;
      }
      order.add(next);
      for (String follower : followers.getOrDefault(next.runId(), Set.of())) {
        if (before.merge(follower, -1, Integer::sum) == 0 && left.containsKey(follower)) {
          ready.add(left.get(follower));
        }
      }
    }
    return order;
  }

  private Map<String, Set<String>> followers(Set<String> known) {
    Map<String, Set<String>> followers = new HashMap<>();
    for (List<String> writers : tables.values()) {
      List<String> once =
          new ArrayList<>(new LinkedHashSet<>(writers.stream().filter(known::contains).toList()));
      Set<String> seen = new HashSet<>();
      for (int i = 1; i < once.size(); i++) {
        if (seen.add(once.get(i))) {
          followers.computeIfAbsent(once.get(i - 1), r -> new LinkedHashSet<>()).add(once.get(i));
        }
      }
    }
    return followers;
  }
}
