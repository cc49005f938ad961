package dev.plumbline.cli.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import dev.plumbline.testing.RunLeasesContract;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedLeasesTest extends RunLeasesContract {
  @TempDir Path folder;
  private EmbeddedTracking tracking;

  @BeforeEach
  void open() {
    tracking = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    tracking.close();
  }

  @Override
  protected RunLeases leases() {
    return tracking.leases();
  }

  @Test
  void aFormerOwnerThatIsInTheMiddleOfItWritesNoMore() throws Exception {
    var log = tracking.tracking().log();
    NewRun wanted =
        new NewRun("0", Optional.of("a"), Optional.empty(), "me", Instant.EPOCH, List.of());
    String run = tracking.tracking().runs().createRun(wanted).runId();
    Owner paused = new Owner("a", "host", "1@0");
    Lease lease = leases().take("work", paused, Optional.empty()).orElseThrow();
    leases().during(lease, () -> log.setTag(run, new Tag("first", "a")));

    assertThatThrownBy(
            () ->
                leases()
                    .during(
                        lease,
                        () -> {
                          // Meanwhile, by another thread or process:
                          CompletableFuture.runAsync(() -> takeOver(lease)).join();
                          log.setTag(run, new Tag("second", "a"));
                        }))
        .isInstanceOf(RunLeases.FormerOwnerException.class)
        .hasMessageContaining("run a owns it no more");

    log.setTag(run, new Tag("third", "b")); // no longer within
    RunData data = tracking.tracking().runs().loadRun(run).data();
    assertThat(data.tag("first")).contains("a");
    assertThat(data.tag("second")).isEmpty();
    assertThat(data.tag("third")).contains("b");
  }

  private void takeOver(Lease gone) {
    Owner next = new Owner("a", "host", "2@0");
    assertThat(leases().take("work", next, Optional.of(gone))).isPresent();
  }
}
