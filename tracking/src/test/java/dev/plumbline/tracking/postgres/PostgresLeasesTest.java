package dev.plumbline.tracking.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import dev.plumbline.testing.RunLeasesContract;
import dev.plumbline.tracking.NewRun;
import dev.plumbline.tracking.RunData;
import dev.plumbline.tracking.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PostgresLeasesTest extends RunLeasesContract {
  private Optional<PostgresTracking> opened = Optional.empty();

  @BeforeEach
  void open() {
    opened = Optional.of(TestingPostgres.open());
  }

  @AfterEach
  void close() {
    opened.ifPresent(PostgresTracking::close);
  }

  @Override
  protected RunLeases leases() {
    return opened.orElseThrow().leases();
  }

  @Test
  void aFormerOwnerThatIsInTheMiddleOfItWritesNoMore() throws Exception {
    var store = opened.orElseThrow().tracking();
    NewRun wanted =
        new NewRun("0", Optional.of("a"), Optional.empty(), "me", Instant.EPOCH, List.of());
    String run = store.runs().createRun(wanted).runId();
    Lease lease =
        leases().take("work", new Owner("a", "host", "1@0"), Optional.empty()).orElseThrow();
    leases().during(lease, () -> store.log().setTag(run, new Tag("first", "a")));

    assertThatThrownBy(
            () ->
                leases()
                    .during(
                        lease,
                        () -> {
                          CompletableFuture.runAsync(() -> takeOver(lease)).join();
                          store.log().setTag(run, new Tag("second", "a"));
                        }))
        .isInstanceOf(RunLeases.FormerOwnerException.class);

    RunData data = store.runs().loadRun(run).data();
    assertThat(data.tag("first")).contains("a");
    assertThat(data.tag("second")).isEmpty();
  }

  private void takeOver(Lease gone) {
    Owner next = new Owner("a", "host", "2@0");
    assertThat(leases().take("work", next, Optional.of(gone))).isPresent();
  }
}
