package dev.plumbline.spark.rows;

import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.TaskSchedulerImpl;
import scala.jdk.javaapi.CollectionConverters;

/** Tasks that go on a little after their job was cancelled or has failed, and write. */
public final class RunningTasks {
  private static final long MOST_NANOS = 10_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000;

  private RunningTasks() {}

  /** Waits until none runs any more, for ten seconds at most. */
  public static void await(SparkContext spark) {
    long end = System.nanoTime() + MOST_NANOS;
    while (System.nanoTime() < end && isBusy(spark)) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** By the scheduler itself: what Spark's status tells is up to a tenth of a second older. */
  private static boolean isBusy(SparkContext spark) {
    return spark.taskScheduler() instanceof TaskSchedulerImpl scheduler
        && CollectionConverters.asJava(scheduler.runningTasksByExecutors()).values().stream()
            .anyMatch(count -> !count.equals(0));
  }
}
