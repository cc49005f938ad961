package dev.plumbline.runner.run;

import dev.plumbline.pipeline.port.RunLeases;
import dev.plumbline.pipeline.port.RunLeases.Lease;
import dev.plumbline.pipeline.port.RunLeases.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A process's right to do a piece of work, while it beats: another process takes it over when no
 * beat came for a lease's life, as this process's own clock measures it. Asked before each commit,
 * so that an owner that was paused for too long commits nothing.
 */
public final class Ownership implements AutoCloseable {
  private static final int BEATS = 3;
  private static final int LIVES_WITHOUT_STORE = 4;
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration LEAST = LOOK.multipliedBy(BEATS);
  private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

  private final Optional<RunLeases> leases;
  private final Optional<Lease> lease;
  private final Duration life;
  private final Thread heart;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean lost;

  /** When the newest beat that the store took was on its way, by this process's own clock. */
  private volatile long beaten;

  private Ownership(Optional<RunLeases> leases, Optional<Lease> lease, Duration life, long taken) {
    this.leases = leases;
    this.lease = lease;
    this.life = life;
    this.beaten = taken;
    this.heart = new Thread(this::beat, "plumb-lease");
    heart.setDaemon(true);
    if (lease.isPresent()) {
      heart.start();
    }
  }

  /** The work belongs to somebody else, who lives. */
  public static final class HeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HeldException(Lease lease) {
      super(
          "Cannot do "
              + lease.work()
              + ": run "
              + lease.owner().runId()
              + " is at it (on "
              + lease.owner().host()
              + ", process "
              + lease.owner().process()
              + "); wait for its end, or give its id with --run to wait and take over its result");
    }
  }

  /** The work was taken over while its owner was paused. */
  static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostException(Lease lease, Optional<Lease> now) {
      super(
          "Cannot commit for "
              + lease.work()
              + ": run "
              + lease.owner().runId()
              + " gave no sign of life for too long, and its place was taken"
              + now.map(l -> " by run " + l.owner().runId() + " on " + l.owner().host()).orElse("")
              + "; nothing was committed, look at what that run did");
    }
  }

  /** Of work that nobody else can know of, such as a test's. */
  public static Ownership alone() {
    return new Ownership(Optional.empty(), Optional.empty(), Duration.ZERO, 0);
  }

  /**
   * Takes work for a run. Waits for an owner of the same run, and for one that gives no sign of
   * life until its lease is over. What was planned before may be done by then: plan again.
   *
   * @param life of a lease without a beat
   * @throws IllegalArgumentException when the life is too short for a beat to be seen in it
   * @throws HeldException when another run owns it and lives
   * @throws InterruptedException when told to stop meanwhile
   */
  public static Ownership take(RunLeases leases, String work, String runId, Duration life)
      throws InterruptedException {
    if (life.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "Cannot use a lease of "
              + life.toMillis()
              + " ms: an owner that lives would be taken for dead, set run.lease to "
              + LEAST.toMillis()
              + "ms or more");
    }
    Owner owner = new Owner(runId, host(), process(ProcessHandle.current()));
    Optional<Lease> watched = Optional.empty();
    long since = System.nanoTime();
    while (true) {
      Optional<Lease> held = leases.held(work);
      boolean silent =
          (held.equals(watched) && System.nanoTime() - since > life.toNanos())
              || held.filter(l -> isGone(l.owner(), owner)).isPresent();
      long asked = System.nanoTime();
      Optional<Lease> taken = leases.take(work, owner, silent ? held : Optional.empty());
      if (taken.isPresent()) {
        return new Ownership(Optional.of(leases), taken, life, asked);
      }
      if (held.isPresent() && !held.equals(watched)) {
        if (lives(watched, held.get()) && !held.get().owner().runId().equals(runId)) {
          throw new HeldException(held.get());
        }
        watched = held;
        since = System.nanoTime();
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private static boolean lives(Optional<Lease> before, Lease now) {
    return before.filter(l -> l.token() == now.token() && l.beats() < now.beats()).isPresent();
  }

  /** Whether an owner may live: one of this machine does, or it is of another. */
  public static boolean mayLive(Owner owner) {
    return !isGone(owner, new Owner("", host(), ""));
  }

  /** Whether an owner was a process of this machine that has ended. */
  private static boolean isGone(Owner other, Owner self) {
    if (!other.host().equals(self.host())) {
      return false;
    }
    String pid = other.process().replaceFirst("@.*", "");
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(p -> process(p).equals(other.process()))
        .isEmpty();
  }

  private static String process(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    return process.pid() + "@" + start.toEpochMilli();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /**
   * Looks whether the work is still this process's. When the store is away that is so for as long
   * as a beat lasts; then nobody knows, and this waits for the store.
   *
   * @throws LostException when it isn't
   * @throws InterruptedException when told to stop meanwhile
   */
  void check() throws InterruptedException {
    long asked = System.nanoTime();
    while (lease.isPresent()) {
      try {
        if (!beatNow()) {
          throw new LostException(lease.get(), leases.orElseThrow().held(lease.get().work()));
        }
        return;
      } catch (LostException e) {
        throw e;
      } catch (RuntimeException e) {
        if (System.nanoTime() - beaten < pause().toNanos()) {
          return;
        }
        if (System.nanoTime() - asked > LIVES_WITHOUT_STORE * life.toNanos()) {
          throw new IllegalStateException(
              "Cannot commit for "
                  + lease.get().work()
                  + ": the store that knows whose it is has not answered for "
                  + LIVES_WITHOUT_STORE * life.toMillis()
                  + " ms; bring it back, nothing was committed",
              e);
        }
        warn(e, ". What it writes waits for the store: another may have its place by now");
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  /**
   * Whether the work is still this process's, as far as it can tell: nobody takes its place within
   * a lease's life of its last beat. Asks when that is over; a store that is away knows of nobody
   * else.
   */
  boolean holds() {
    if (lost || lease.isEmpty() || System.nanoTime() - beaten < life.toNanos()) {
      return !lost;
    }
    try {
      return beatNow();
    } catch (RuntimeException e) {
      return true;
    }
  }

  /**
   * Writes to the record, if the work is still this process's: what its new owner did in its place
   * is not written over, even if this process is paused within.
   */
  public void record(RunLeases.Work write) throws Exception {
    if (!holds()) {
      return;
    }
    if (lease.isEmpty()) {
      write.run();
      return;
    }
    try {
      leases.orElseThrow().during(lease.get(), write);
    } catch (RunLeases.FormerOwnerException e) {
      lost = true;
    }
  }

  private boolean beatNow() {
    long now = System.nanoTime();
    boolean lives = !lost && leases.orElseThrow().beat(lease.orElseThrow());
    if (lives) {
      beaten = now;
      warned.set(false);
    } else {
      lost = true;
    }
    return lives;
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(pause().toMillis());
        try {
          if (!beatNow()) {
            return; // the next check says so
          }
        } catch (RuntimeException e) {
          warn(e, "");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration pause() {
    return life.dividedBy(BEATS);
  }

  /** Once until a beat comes through. */
  private void warn(RuntimeException e, String what) {
    if (!warned.getAndSet(true)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Cannot renew the lease of run "
              + lease.orElseThrow().owner().runId()
              + ": "
              + e.getMessage()
              + what);
    }
  }

  @Override
  public void close() {
    heart.interrupt();
    try {
      lease.ifPresent(l -> leases.orElseThrow().release(l));
    } catch (RuntimeException e) {
      // The work is done all the same, and the lease ends by itself.
      LOG.log(System.Logger.Level.WARNING, "Cannot give the lease back: " + e.getMessage());
    }
  }
}
