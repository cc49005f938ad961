package dev.plumbline.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every tracking store finds, in which order and on which page. */
public abstract class RunSearchContract {
  private static final Instant START = Instant.ofEpochMilli(1_700_000_000_000L);

  private TrackingStore store;
  private String experiment;

  /** An empty store, open for the whole test. */
  protected abstract TrackingStore store();

  @BeforeEach
  void createExperiment() {
    store = store();
    experiment = store.experiments().createExperiment(NewExperiment.named("contract"));
  }

  private NewRun newRun(String id) {
    return new NewRun(experiment, Optional.of(id), Optional.of(id), "u", START, List.of());
  }

  private String run(String id) {
    return store.runs().createRun(newRun(id)).runId();
  }

  private static Metric metric(String key, double value, long timestamp, long step) {
    return new Metric(key, value, Instant.ofEpochMilli(timestamp), step);
  }

  private List<String> found(String filter, String... order) {
    return store
        .runs()
        .searchRuns(
            List.of(experiment), ViewType.ACTIVE_ONLY, Search.where(filter).orderedBy(order))
        .items()
        .stream()
        .map(Run::runId)
        .toList();
  }

  @Test
  void searchesByEveryKindOfKey() {
    String run = run("r1");
    run("r2");
    store.log().logParam(run, new Param("depth.max", "It's 6"));
    store.log().setTag(run, new Tag("a b", "Value"));
    store.log().logMetric(run, metric("auc", 0.7, 1, 0));

    assertThat(found("params.depth.max = \"It's 6\"")).containsExactly(run);
    assertThat(found("params.`depth.max` = " + Search.quote("It's 6"))).containsExactly(run);
    assertThat(found("tags.`a b` LIKE 'Val%'")).containsExactly(run);
    assertThat(found("tags.`a b` LIKE 'val%'")).isEmpty();
    assertThat(found("tags.`a b` ILIKE 'val%'")).containsExactly(run);
    assertThat(found("tags.`a b` IS NULL")).containsExactly("r2");
    assertThat(found("params.depth.max IS NOT NULL")).containsExactly(run);
    assertThat(found("metrics.auc >= 0.7 AND run_id IN ('r1', 'r2')")).containsExactly(run);
    assertThat(found("run_id NOT IN ('r1')")).containsExactly("r2");
    assertThat(found("end_time > 0")).isEmpty();
  }

  @Test
  void joinsComparisonsByAndOrAndNot() {
    String run = run("r1");
    run("r2");
    store.log().logMetric(run, metric("auc", 0.7, 1, 0));
    store.log().setTag(run, new Tag("team", "a"));

    assertThat(found("metrics.auc > 0.9 OR tags.team = 'a'")).containsExactly("r1");
    assertThat(found("NOT tags.team = 'a'")).containsExactly("r2");
    assertThat(found("NOT metrics.auc < 0.5")).containsExactlyInAnyOrder("r1", "r2");
    assertThat(found("NOT end_time > 0 AND run_id = 'r2'")).containsExactly("r2");
    assertThat(found("run_id = 'r2' OR run_id = 'r1' AND metrics.auc > 0.9")).containsExactly("r2");
    assertThat(found("(run_id = 'r2' OR run_id = 'r1') AND metrics.auc > 0.5"))
        .containsExactly("r1");
  }

  /** Eight runs that differ in which of three tags they have; what holds for each is counted. */
  @Test
  void findsWhatAnyFilterHoldsFor() {
    for (int set = 0; set < 8; set++) {
      run("run" + set);
      for (int tag = 0; tag < 3; tag++) {
        if ((set >> tag & 1) == 1) {
          store.log().setTag("run" + set, new Tag("t" + tag, "yes"));
        }
      }
    }
    Random random = new Random(11);
    for (int i = 0; i < 200; i++) {
      StringBuilder filter = new StringBuilder();
      int holds = anyFilter(random, 4, filter);
      List<String> expected =
          IntStream.range(0, 8)
              .filter(set -> (holds >> set & 1) == 1)
              .mapToObj(set -> "run" + set)
              .toList();
      assertThat(found(filter.toString(), "run_id ASC")).as("%s", filter).isEqualTo(expected);
    }
  }

  /** Writes a filter and answers which of the runs it holds for, a bit for each. */
  private static int anyFilter(Random random, int depth, StringBuilder filter) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind == 0) {
      int tag = random.nextInt(3);
      filter.append("tags.t").append(tag).append(" = 'yes'");
      return new int[] {0xaa, 0xcc, 0xf0}[tag];
    }
    if (kind == 1) {
      filter.append("NOT (");
      int inner = anyFilter(random, depth - 1, filter);
      filter.append(')');
      return ~inner & 0xff;
    }
    filter.append('(');
    int left = anyFilter(random, depth - 1, filter);
    filter.append(kind == 2 ? ") AND (" : ") OR (");
    int right = anyFilter(random, depth - 1, filter);
    filter.append(')');
    return kind == 2 ? left & right : left | right;
  }

  @Test
  void ordersWithNanAndThenWhatIsMissingLast() {
    for (String id : List.of("none", "nan", "low", "high")) {
      run(id);
    }
    store.log().logMetric("nan", metric("m", Double.NaN, 1, 0));
    store.log().logMetric("low", metric("m", -1, 1, 0));
    store.log().logMetric("high", metric("m", 1, 1, 0));

    assertThat(found("", "metrics.m")).containsExactly("low", "high", "nan", "none");
    assertThat(found("", "metrics.m DESC")).containsExactly("high", "low", "nan", "none");
  }

  @Test
  void pagesThroughAnyOrderWithoutLossWhileRunsArrive() {
    for (int i = 0; i < 23; i++) {
      String id = "r" + (10 + i);
      run(id);
      if (i % 3 != 0) {
        store.log().logMetric(id, metric("m", i % 5 == 0 ? Double.NaN : i % 4, 1, 0));
      }
    }
    for (String order : List.of("start_time DESC", "metrics.m DESC", "metrics.m", "end_time")) {
      List<String> all = found("", order);
      Search search = Search.all().orderedBy(order).atMost(4);
      List<String> paged = new ArrayList<>();
      Optional<String> token = Optional.empty();
      do {
        Search next = token.isPresent() ? search.after(token.get()) : search;
        Page<Run> page = store.runs().searchRuns(List.of(experiment), ViewType.ACTIVE_ONLY, next);
        page.items().forEach(run -> paged.add(run.runId()));
        token = page.nextPageToken();
      } while (token.isPresent());
      assertThat(paged).as(order).isEqualTo(all);
    }
    Search two = Search.all().atMost(2);
    Page<Run> first = store.runs().searchRuns(List.of(experiment), ViewType.ACTIVE_ONLY, two);
    store
        .runs()
        .createRun(
            new NewRun(
                experiment,
                Optional.of("newest"),
                Optional.empty(),
                "",
                START.plusSeconds(9),
                List.of()));
    assertThat(
            store
                .runs()
                .searchRuns(
                    List.of(experiment),
                    ViewType.ACTIVE_ONLY,
                    two.after(first.nextPageToken().orElseThrow()))
                .items())
        .extracting(Run::runId)
        .containsExactly("r12", "r13");
  }

  @Test
  void findsTheLatestFinishedRunOfEachTagValue() {
    for (String id : List.of("old", "new", "failed", "deleted", "other")) {
      run(id);
      store.log().setTag(id, new Tag("a.key", id.equals("other") ? "it's" : "v"));
      RunStatus status = id.equals("failed") ? RunStatus.FAILED : RunStatus.FINISHED;
      store.runs().updateRun(id, RunUpdate.ended(status, START));
    }
    store.runs().deleteRun("deleted");
    store.runs().deleteRun("old");
    store.runs().restoreRun("old");
    String elsewhere = store.experiments().createExperiment(NewExperiment.named("elsewhere"));

    Map<String, Run> latest =
        store.runs().latestByTag(List.of(experiment), "a.key", List.of("v", "it's", "none"));

    assertThat(latest.keySet()).containsExactlyInAnyOrder("v", "it's");
    assertThat(latest.get("v").runId()).isEqualTo("new");
    assertThat(latest.get("it's")).isEqualTo(store.runs().loadRun("other"));
    assertThat(store.runs().latestByTag(List.of(elsewhere), "a.key", List.of("v"))).isEmpty();
  }

  @Test
  void refusesAPageTokenThatItDidNotMake() {
    TrackingStoreContract.assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () ->
            store
                .runs()
                .searchRuns(List.of(experiment), ViewType.ALL, Search.all().after("not a token")));
  }
}
