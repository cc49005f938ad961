package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.port.RunLeases;
import java.util.Optional;

/**
 * What the writes of a thread begin with while it works under a lease, so that none is done once
 * the lease is another's. Each database has its own.
 */
public final class Fence {
  /** Not static: a thread may work under the lease of one store and write to another freely. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Optional<Database.Change>> first =
      ThreadLocal.withInitial(Optional::empty);

  /** The work of a write, behind what this thread's writes begin with. */
  public <T> Database.Work<T> before(Database.Work<T> work) {
    return first
        .get()
        .<Database.Work<T>>map(
            change ->
                session -> {
                  change.in(session);
                  return work.in(session);
                })
        .orElse(work);
  }

  /** Does work each of whose writes, by this thread, begins with that change or isn't done. */
  public void during(Database.Change change, RunLeases.Work work) throws Exception {
    first.set(Optional.of(change));
    try {
      work.run();
    } finally {
      first.remove();
    }
  }
}
