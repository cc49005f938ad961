package dev.plumbline.spark;

import dev.plumbline.runner.engine.Progress;
import dev.plumbline.spark.delta.TableReads;
import dev.plumbline.spark.rows.RunningTasks;
import dev.plumbline.spark.rows.SparkFailures;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * One action of the engine: its jobs are a group, which an interrupt of the calling thread cancels,
 * and which is told about while it works.
 */
record Action(
    SparkSession spark,
    String step,
    Progress progress,
    StepCounts counts,
    TableReads reads,
    RowsBuilder builder) {

  /** What the action does, with whatever Spark throws. */
  interface Work<T> {
    T in(Action action) throws Exception;
  }

  <T> T run(Work<T> work) {
    String group = "plumbline-" + UUID.randomUUID();
    JobWatch watch = new JobWatch(group, step, progress, counts);
    spark.sparkContext().addSparkListener(watch);
    spark.sparkContext().setJobGroup(group, step, true);
    SparkSession.setActiveSession(spark);
    try {
      T result = work.in(this);
      counts.finish(progress);
      return result;
    } catch (Exception e) {
      counts.finish(progress);
      // After an interrupt its tasks still run, and write.
      spark.sparkContext().cancelJobGroup(group);
      RunningTasks.await(spark.sparkContext());
      throw reads
          .unreadable(e)
          .map(told -> (RuntimeException) told)
          .orElseGet(() -> SparkFailures.told(step, e));
    } finally {
      spark.sparkContext().clearJobGroup();
      spark.sparkContext().removeSparkListener(watch);
    }
  }
}
