package dev.plumbline.pipeline.port;

import java.util.List;
import java.util.Optional;

/**
 * Who may do a piece of work, such as a pipeline's run for one interval: at any moment one owner
 * among all processes that share the store. No clocks are compared: an owner beats, and who wants
 * its place watches whether it still does. Each call is atomic. Safe for many threads.
 */
public interface RunLeases {
  /**
   * A process that works for a run.
   *
   * @param process the process's id and when it started, so that a later one of the same id is
   *     another
   */
  record Owner(String runId, String host, String process) {}

  /**
   * A lease as the store has it.
   *
   * @param token greater for each owner of the work, so that a former one is known by it
   * @param beats how often its owner has said that it lives
   */
  record Lease(String work, long token, Owner owner, long beats) {}

  /**
   * Takes work that nobody owns, or whose owner has not moved since it was looked at.
   *
   * @param gone the lease of an owner that is known or believed to be dead
   * @return empty when somebody owns it
   */
  Optional<Lease> take(String work, Owner owner, Optional<Lease> gone);

  /** The lease of whoever owns a piece of work now. */
  Optional<Lease> held(String work);

  /** Every lease that is held now, by work. */
  List<Lease> all();

  /** Says that the owner lives; false when somebody has taken its place. */
  boolean beat(Lease lease);

  /** Gives work back; does nothing for a former owner. */
  void release(Lease lease);

  /** What an owner does. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * Does work of an owner. What it writes, by this thread, to the store that the leases are in, is
   * written while the lease is held or not at all: who was paused in the middle of it and has lost
   * its place writes nothing over what another did there. A store that keeps nothing but leases
   * only does the work.
   *
   * @throws FormerOwnerException when a write was refused
   */
  default void during(Lease lease, Work work) throws Exception {
    work.run();
  }

  /** A write of an owner whose place was taken; nothing of it is there. */
  final class FormerOwnerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FormerOwnerException(Lease lease) {
      super(
          "Cannot write for "
              + lease.work()
              + ": run "
              + lease.owner().runId()
              + " owns it no more, look at what was done in its place");
    }
  }
}
