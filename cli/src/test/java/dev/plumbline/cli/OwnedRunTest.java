package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two that would do the same at once: one of them is another machine's process, by its lease. */
class OwnedRunTest {
  private static final Owner FAR = new Owner("far", "another-host", "1@0");
  @TempDir Path folder;
  private final AtomicBoolean lives = new AtomicBoolean(true);
  private TestingProject project;
  private EmbeddedTracking tracking;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
    project.variables.put("PLUMB_RUN_LEASE", "900ms");
    tracking =
        EmbeddedTracking.open(TrackingSettings.in(folder.resolve(".plumbline")), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    lives.set(false);
    tracking.close();
  }

  private Lease owned(Owner owner) {
    return tracking.leases().take("orders", owner, Optional.empty()).orElseThrow();
  }

  private CompletableFuture<Void> beating(Lease lease) {
    RunLeases leases = tracking.leases();
    return CompletableFuture.runAsync(
        () -> {
          while (lives.get() && leases.beat(lease)) {
            try {
              Thread.sleep(100);
            } catch (InterruptedException e) {
              return;
            }
          }
          leases.release(lease);
        });
  }

  @Test
  void anotherRunOfTheSameIsRefusedAndWritesNothing() {
    CompletableFuture<Void> other = beating(owned(FAR));
    var said = project.plumb("run", "orders");
    lives.set(false);
    other.join();

    assertThat(said.exit()).isEqualTo(5);
    assertThat(said.err()).contains("Cannot do orders: run far is at it (on another-host");
    assertThat(project.plumb("tables", "list").out()).doesNotContain("orders@");
    assertThat(project.plumb("run", "orders").out()).contains("orders@v0, 4 rows");
  }

  @Test
  void whereTheLeaseAloneGuardsTablesAnotherPipelinesRunIsRefusedToo() throws IOException {
    try (TestingBucket bucket = new TestingBucket()) {
      project.variables.put("KEY", "of-a-test");
      project.conf(
          "base",
          """
          engine=local
          tables.root=s3a://bucket/tables
          s3.endpoint=%s
          s3.path-style=true
          s3.credentials=secrets
          s3.commit=lease
          secrets.s3.access-key=env:KEY
          secrets.s3.secret-key=env:KEY
          """
              .formatted(bucket.endpoint()));
      String work = "writing to S3 (s3.commit=lease, one run at a time)";
      CompletableFuture<Void> other =
          beating(tracking.leases().take(work, FAR, Optional.empty()).orElseThrow());
      var said = project.plumb("run", "orders");
      lives.set(false);
      other.join();

      assertThat(said.exit()).isEqualTo(5);
      assertThat(said.err()).contains("Cannot do " + work + ": run far is at it");
      assertThat(bucket.names()).isEmpty();
    }
  }

  @Test
  void anOwnerThatDiedIsReplacedAfterItsLease() {
    owned(FAR);
    var said = project.plumb("run", "orders");

    assertThat(said.exit()).isZero();
    assertThat(said.out()).contains("orders@v0, 4 rows");
  }

  @Test
  void theSameRunTriggeredTwiceWaitsAndAnswersWhatTheFirstDid() throws Exception {
    Lease held = owned(new Owner("night", "another-host", "1@0"));
    CompletableFuture<Void> other = beating(held);
    CompletableFuture<TestingProject.Said> second =
        CompletableFuture.supplyAsync(() -> project.plumb("run", "orders", "--run", "night"));
    Thread.sleep(1500);
    assertThat(second).isNotDone();
    lives.set(false);
    other.join();

    assertThat(second.get().exit()).isZero();
    assertThat(second.get().out()).contains("orders@v0, 4 rows");
    var again = project.plumb("run", "orders", "--run", "night");
    assertThat(again.exit()).isZero();
    assertThat(again.out()).contains("Nothing to do").contains("orders@v0");
  }
}
