package dev.plumbline.tracking.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a call tries again: after a conflict or a lost connection until its time is over, after
 * a key that was taken three times, with pauses of random length that grow to a tenth of a second.
 */
final class Patience {
  private static final int MOST_TAKEN = 3;
  private static final int LONGEST_PAUSE_MILLIS = 100;

  private final long end;
  private int attempts;
  private int taken;
  private boolean conflicted;

  Patience(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  /** Pauses and answers whether to try again after a failure before which nothing was written. */
  boolean retries(SQLException e) {
    boolean conflict = PostgresFailures.isConflict(e);
    boolean again = conflict || PostgresFailures.isLost(e) || mayBeSeenNow(e);
    conflicted |= conflict;
    return again && pauses();
  }

  private boolean mayBeSeenNow(SQLException e) {
    return PostgresFailures.isTaken(e) && taken++ < MOST_TAKEN;
  }

  /** Pauses; false when time is over. */
  boolean pauses() {
    if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
      return false;
    }
    int most = Math.min(LONGEST_PAUSE_MILLIS, 1 << Math.min(attempts++, 7));
    long nanos = ThreadLocalRandom.current().nextLong(Duration.ofMillis(most).toNanos());
    LockSupport.parkNanos(nanos);
    return true;
  }

  /** Whether other transactions were in the way. */
  boolean hadConflict() {
    return conflicted;
  }
}
