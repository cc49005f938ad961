package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of leases does. */
public abstract class RunLeasesContract {
  private static final Owner A = new Owner("a", "host", "1@0");
  private static final Owner B = new Owner("b", "host", "2@0");

  /** An empty store; the same for all calls of one test. */
  protected abstract RunLeases leases();

  private Lease taken(Owner owner) {
    return leases().take("work", owner, Optional.empty()).orElseThrow();
  }

  @Test
  void workHasOneOwnerUntilItIsGivenBack() {
    Lease first = taken(A);
    assertThat(leases().held("work")).contains(first);
    assertThat(leases().take("work", B, Optional.empty())).isEmpty();
    assertThat(leases().take("other work", B, Optional.empty())).isPresent();
    leases().release(first);
    assertThat(leases().held("work")).isEmpty();
    assertThat(taken(B).token()).isGreaterThan(first.token());
  }

  @Test
  void allThatIsHeldIsListed() {
    Lease first = taken(A);
    Lease other = leases().take("other work", B, Optional.empty()).orElseThrow();
    assertThat(leases().all()).containsExactly(other, first);
    leases().release(first);
    assertThat(leases().all()).containsExactly(other);
  }

  @Test
  void anOwnerThatMovesIsNotReplaced() {
    Lease first = taken(A);
    assertThat(leases().beat(first)).isTrue();
    assertThat(leases().take("work", B, Optional.of(first))).isEmpty();
    Optional<Lease> now = leases().held("work");
    assertThat(now).map(Lease::beats).contains(1L);
    assertThat(leases().take("work", B, now)).map(Lease::owner).contains(B);
  }

  @Test
  void aFormerOwnerCanDoNothing() {
    Lease first = taken(A);
    Lease second = leases().take("work", B, Optional.of(first)).orElseThrow();
    assertThat(leases().beat(first)).isFalse();
    leases().release(first);
    assertThat(leases().held("work")).contains(second);
    assertThat(leases().beat(second)).isTrue();
    leases().release(second);
    assertThat(leases().beat(second)).isFalse();
  }

  @Test
  void ofManyWhoTakeOneWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        String work = "contested " + round;
        List<Future<Optional<Lease>>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          Owner owner = new Owner("run-" + i, "host", i + "@0");
          all.add(threads.submit(() -> leases().take(work, owner, Optional.empty())));
        }
        int winners = 0;
        for (Future<Optional<Lease>> each : all) {
          winners += each.get().isPresent() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
