package dev.plumbline.runner.memory;

import dev.plumbline.pipeline.port.RunLeases;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leases of one process. */
public final class MemoryLeases implements RunLeases {
  private final Map<String, Lease> held = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();

  @Override
  public synchronized Optional<Lease> take(String work, Owner owner, Optional<Lease> gone) {
    Optional<Lease> now = held(work);
    if (now.isPresent() && !now.equals(gone)) {
      return Optional.empty();
    }
    Lease lease = new Lease(work, tokens.merge(work, 1L, Long::sum), owner, 0);
    held.put(work, lease);
    return Optional.of(lease);
  }

  @Override
  public synchronized Optional<Lease> held(String work) {
    return Optional.ofNullable(held.get(work));
  }

  @Override
  public synchronized List<Lease> all() {
    return held.values().stream().sorted(Comparator.comparing(Lease::work)).toList();
  }

  @Override
  public synchronized boolean beat(Lease lease) {
    return held(lease.work())
        .filter(now -> now.token() == lease.token())
        .map(
            now ->
                held.put(
                    now.work(), new Lease(now.work(), now.token(), now.owner(), now.beats() + 1)))
        .isPresent();
  }

  @Override
  public synchronized void release(Lease lease) {
    held.computeIfPresent(lease.work(), (work, now) -> now.token() == lease.token() ? null : now);
  }
}
