package dev.plumbline.runner.run;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How to run a plan.
 *
 * @param runId names the run and every transaction of it; a retry keeps it
 * @param retries how often a step is tried again after an error that may pass
 * @param pause before the first retry; doubled for each further one
 * @param timeout for one try of one step
 * @param seed of everything random
 * @param threads for training
 * @param environment code, JDK, engine and libraries, recorded with the run
 */
public record RunOptions(
    String runId,
    int retries,
    Duration pause,
    Duration timeout,
    long seed,
    int threads,
    SortedMap<String, String> environment) {
  public RunOptions {
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,99}")) {
      throw new IllegalArgumentException(
          "Cannot use run id '" + runId + "', write letters, digits, _ and -, at most 100");
    }
  }

  /** Two retries, a second's pause, a day for each step. */
  public static RunOptions of(String runId) {
    return new RunOptions(
        runId, 2, Duration.ofSeconds(1), Duration.ofDays(1), 0, 2, new TreeMap<>(Map.of()));
  }
}
