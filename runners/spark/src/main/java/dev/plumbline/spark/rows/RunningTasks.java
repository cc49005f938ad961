package dev.plumbline.spark.rows;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStatusTracker;

/** Tasks that go on a little after their job was cancelled or has failed, and write. */
public final class RunningTasks {
  private static final long MOST_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000;

  private RunningTasks() {}

  /** Waits until none runs any more, for ten seconds at most. */
  public static void await(SparkContext spark) {
    SparkStatusTracker tasks = spark.statusTracker();
    long end = System.nanoTime() + MOST_NANOS;
    while (System.nanoTime() < end
        && Arrays.stream(tasks.getExecutorInfos()).anyMatch(e -> e.numRunningTasks() > 0)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
