package dev.plumbline.tracking.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.PostgresServer;
import dev.plumbline.tracking.Batch;
import dev.plumbline.tracking.Metric;
import dev.plumbline.tracking.ModelVersion;
import dev.plumbline.tracking.NewModelVersion;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.Param;
import dev.plumbline.tracking.Search;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.ViewType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many who write at once, and connections that are cut in the middle of it: no caller notices. */
final class PostgresContentionTest {
  private static final int THREADS = 8;

  private static void all(int threads, Callable<?> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(pool.submit(work));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a caller saw an error", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<Integer> numbers(PostgresTracking store) {
    return store
        .registry()
        .versions()
        .searchModelVersions(Search.all().orderedBy("version_number ASC").atMost(10_000))
        .items()
        .stream()
        .map(ModelVersion::version)
        .toList();
  }

  private static NewRun run(String id) {
    return new NewRun("0", Optional.of(id), Optional.of(id), "", Instant.EPOCH, List.of());
  }

  @Test
  void numbersVersionsWithoutGaps() throws Exception {
    try (PostgresTracking store = TestingPostgres.open()) {
      store.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
      all(
          THREADS,
          () -> {
            for (int i = 0; i < 50; i++) {
              store.registry().versions().createModelVersion(NewModelVersion.of("m", "file:///x"));
            }
            return THREADS;
          });
      assertThat(numbers(store))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, THREADS * 50).boxed().toList());
    }
  }

  @Test
  void numbersVersionsWithoutGapsAcrossPools() throws Exception {
    PostgresSettings settings = TestingPostgres.settings().connecting(3);
    try (PostgresTracking one = PostgresTracking.open(settings, Clock.systemUTC());
        PostgresTracking other = PostgresTracking.open(settings, Clock.systemUTC())) {
      one.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
      AtomicBoolean turn = new AtomicBoolean();
      all(
          THREADS,
          () -> {
            PostgresTracking mine = turn.getAndSet(!turn.get()) ? one : other;
            for (int i = 0; i < 20; i++) {
              String shared = "shared-" + i;
              mine.registry().versions().createModelVersion(NewModelVersion.of("m", "file:///x"));
              mine.registry()
                  .versions()
                  .createModelVersion(NewModelVersion.of("m", shared).onceFor(shared));
            }
            return THREADS;
          });
      assertThat(numbers(one))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, THREADS * 20 + 20).boxed().toList());
    }
  }

  @Test
  void aCutConnectionIsNobodysError() throws Exception {
    PostgresServer server = PostgresServer.get();
    PostgresSettings settings = TestingPostgres.settings().connecting(4);
    try (PostgresTracking store = PostgresTracking.open(settings, Clock.systemUTC())) {
      store.registry().models().createRegisteredModel("m", Optional.empty(), List.of());
      store.tracking().runs().createRun(run("r"));
      AtomicBoolean working = new AtomicBoolean(true);
      Thread cutter =
          new Thread(
              () -> {
                while (working.get()) {
                  server.sql(
                      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                          + " WHERE application_name = 'plumbline'");
                  sleep();
                }
              });
      cutter.start();
      try {
        all(4, () -> work(store));
      } finally {
        working.set(false);
        cutter.join();
      }
      assertThat(numbers(store))
          .as("each once")
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 4 * 25).boxed().toList());
      assertThat(store.tracking().runs().loadRun("r").data().tags()).hasSize(26);
      assertThat(store.tracking().log().metricHistory("r", "m", 100_000, Optional.empty()).items())
          .hasSize(25 * 20);
    }
  }

  private static int work(PostgresTracking store) {
    for (int i = 0; i < 25; i++) {
      store.registry().versions().createModelVersion(NewModelVersion.of("m", "file:///x"));
      List<Metric> points = new ArrayList<>();
      for (int step = 0; step < 20; step++) {
        points.add(new Metric("m", step, Instant.ofEpochMilli(i), step));
      }
      store
          .tracking()
          .log()
          .logBatch(
              "r",
              new Batch(points, List.of(new Param("p" + i, "1")), List.of(new Tag("t" + i, ""))));
      assertThat(store.tracking().runs().loadRun("r").runId()).isEqualTo("r");
    }
    return THREADS;
  }

  private static void sleep() {
    try {
      Thread.sleep(40);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void manyWritersOfManyRunsAreNotInEachOthersWay() throws Exception {
    try (PostgresTracking store = TestingPostgres.open()) {
      var ids = new AtomicInteger();
      all(
          THREADS,
          () -> {
            for (int i = 0; i < 25; i++) {
              String id = "r" + ids.incrementAndGet();
              store.tracking().runs().createRun(run(id));
              store.tracking().log().logParam(id, new Param("p", "1"));
              store.tracking().log().logMetric(id, new Metric("m", 1, Instant.EPOCH, 1));
              store.tracking().log().setTag(id, new Tag("t", "1"));
            }
            return THREADS;
          });
      assertThat(
              store
                  .tracking()
                  .runs()
                  .searchRuns(
                      List.of("0"),
                      ViewType.ALL,
                      Search.where("params.p = '1' AND metrics.m = 1 AND tags.t = '1'"))
                  .items())
          .hasSize(THREADS * 25);
    }
  }
}
