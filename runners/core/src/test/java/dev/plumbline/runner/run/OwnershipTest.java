package dev.plumbline.runner.run;

import static dev.plumbline.runner.run.TestingFiles.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import dev.plumbline.runner.memory.MemoryLeases;
import dev.plumbline.runner.run.TestingFiles.Copy;
import dev.plumbline.runner.table.TableState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
  private static final Duration LIFE = Duration.ofMillis(600);
  private static final Owner FAR = new Owner("far", "another-host", "1@0");
  private final RunLeases leases = new MemoryLeases();

  private Ownership take(String runId) throws InterruptedException {
    return Ownership.take(leases, "work", runId, LIFE);
  }

  @Test
  void anotherRunIsRefusedWhileItsOwnerLives() throws Exception {
    try (Ownership own = take("a")) {
      own.check();
      assertThatThrownBy(() -> take("b"))
          .isInstanceOf(Ownership.HeldException.class)
          .hasMessageContaining("Cannot do work: run a is at it")
          .hasMessageContaining("--run");
    }
    try (Ownership own = take("b")) {
      own.check();
    }
  }

  @Test
  void aLeaseInWhichNoBeatCouldBeSeenIsRefused() {
    assertThatThrownBy(() -> Ownership.take(leases, "work", "a", Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("set run.lease to 300ms or more");
    assertThat(leases.held("work")).isEmpty();
  }

  @Test
  void theSameRunWaitsForItsOwnersEnd() throws Exception {
    Ownership first = take("a");
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              try (Ownership own = take("a")) {
                own.check();
                return true;
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread.sleep(LIFE.toMillis() * 2);
    assertThat(second).isNotDone();
    first.close();
    assertThat(second.get()).isTrue();
  }

  @Test
  void anOwnerWithoutASignOfLifeIsReplacedAndCanCommitNothing() throws Exception {
    Lease far = leases.take("work", FAR, Optional.empty()).orElseThrow();
    long start = System.nanoTime();
    try (Ownership own = take("b")) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(LIFE);
      own.check();
      assertThat(leases.beat(far)).isFalse();
    }
  }

  @Test
  void aProcessOfThisMachineThatHasEndedIsReplacedAtOnce() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Owner owner =
        new Owner("a", java.net.InetAddress.getLocalHost().getHostName(), ended.pid() + "@1");
    assertThat(leases.take("work", owner, Optional.empty())).isPresent();
    try (Ownership own = Ownership.take(leases, "work", "b", Duration.ofHours(1))) {
      own.check();
    }
  }

  /** Leases of a store that can be away. */
  private final class Away implements RunLeases {
    private volatile boolean away;

    private RunLeases there() {
      if (away) {
        throw new IllegalStateException("Cannot write the store: it is away");
      }
      return leases;
    }

    @Override
    public Optional<Lease> take(String work, Owner owner, Optional<Lease> gone) {
      return there().take(work, owner, gone);
    }

    @Override
    public Optional<Lease> held(String work) {
      return there().held(work);
    }

    @Override
    public List<Lease> all() {
      return there().all();
    }

    @Override
    public boolean beat(Lease lease) {
      return there().beat(lease);
    }

    @Override
    public void release(Lease lease) {
      there().release(lease);
    }
  }

  @Test
  void whileTheStoreIsAwayACommitGoesOnForABeatAndThenWaits() throws Exception {
    Away store = new Away();
    try (Ownership own = Ownership.take(store, "work", "a", LIFE)) {
      store.away = true;
      own.check(); // a beat is not yet over
      Thread.sleep(LIFE.toMillis());
      CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> check(own));
      Thread.sleep(LIFE.toMillis());
      assertThat(commit).isNotDone();
      store.away = false;
      commit.get();

      store.away = true;
      Thread.sleep(LIFE.toMillis());
      CompletableFuture<Void> late = CompletableFuture.runAsync(() -> check(own));
      assertThat(leases.take("work", FAR, leases.held("work"))).isPresent();
      store.away = false;
      assertThatThrownBy(late::get).hasMessageContaining("by run far on another-host");
    }
  }

  @Test
  void aStoreThatStaysAwayFailsTheCommit() throws Exception {
    Away store = new Away();
    try (Ownership own = Ownership.take(store, "work", "a", Duration.ofMillis(300))) {
      store.away = true;
      Thread.sleep(200);
      assertThatThrownBy(own::check)
          .hasMessageContaining("has not answered for 1200 ms; bring it back")
          .hasRootCauseMessage("Cannot write the store: it is away");
    }
  }

  private static void check(Ownership own) {
    try {
      own.check();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRunThatLostItsPlaceCommitsNothing(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("words.txt"), "a 1\nb 2\n");
    TestingRuns runs = new TestingRuns(folder);
    runs.ownership = take("run-1");
    // What a pause beyond the lease's life comes to: somebody else has taken over.
    assertThat(leases.take("work", FAR, leases.held("work"))).isPresent();
    TestingRuns.Outcome lost = runs.run(new Copy("words.txt"));
    assertThat(lost.status("publish")).isEqualTo(RunStatus.FAILED);
    assertThat(lost.error("publish"))
        .contains("run run-1 gave no sign of life for too long", "by run far on another-host");
    assertThat(runs.tables.latest(TestingRuns.location(WORDS)).map(TableState::version).orElse(0L))
        .isZero();
    runs.ownership.close();
    runs.ownership = Ownership.alone();
    assertThat(runs.run(new Copy("words.txt")).status("publish")).isEqualTo(RunStatus.FINISHED);
  }
}
