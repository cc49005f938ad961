package dev.plumbline.tracking.client;

import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The tries of one call: each waits twice as long as the one before, and not as long as others. */
final class Tries {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private final RemoteSettings settings;
  private final RandomGenerator random;
  private final long began = System.nanoTime();
  private int failed;
  private boolean received;

  Tries(RemoteSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** Waits for the next try, or throws when there is no patience left for one. */
  void after(Unavailable failure, Call call) {
    failed++;
    received |= failure.received();
    long backoff = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failed - 1, 10));
    long jittered = backoff / 2 + random.nextLong(backoff / 2 + 1);
    Duration pause = Duration.ofMillis(Math.max(jittered, failure.pause().toMillis()));
    Duration spent = Duration.ofNanos(System.nanoTime() - began);
    if (spent.plus(pause).compareTo(settings.patience()) > 0) {
      throw unavailable(failure.why(), failure.remedy(), call, failure);
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(failure.why() + " and the wait was interrupted", "call again", call, e);
    }
  }

  /** Whether a try that failed may have done what it was for. */
  boolean mayHaveDone() {
    return received;
  }

  private TrackingException unavailable(String why, String remedy, Call call, Throwable cause) {
    return new TrackingException(
        ErrorCode.TEMPORARILY_UNAVAILABLE,
        "Cannot reach the tracking server at "
            + settings.server()
            + ": "
            + why
            + (failed > 1 ? ", " + failed + " times" : "")
            + (received && call.changes() ? " (what it was asked may have been done)" : "")
            + ", "
            + remedy,
        cause);
  }
}
