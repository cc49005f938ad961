package dev.plumbline.spark;

import dev.plumbline.runner.engine.Progress;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Tells of the stages and tasks of one group of jobs. Called by Spark's listener thread. */
final class JobWatch extends SparkListener {
  private static final long TELL_NANOS = 200_000_000;

  private final String group;
  private final String step;
  private final Progress progress;
  private final StepCounts counts;
  private final Map<Integer, Stage> stages = new HashMap<>();
  private long told;

  private static final class Stage {
    private int tasks;
    private int done;
  }

  JobWatch(String group, String step, Progress progress, StepCounts counts) {
    this.group = group;
    this.step = step;
    this.progress = progress;
    this.counts = counts;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    if (group.equals(job.properties().getProperty("spark.jobGroup.id"))) {
      CollectionConverters.asJava(job.stageIds())
          .forEach(id -> stages.putIfAbsent((Integer) id, new Stage()));
    }
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    Stage stage = stages.get(submitted.stageInfo().stageId());
    if (stage != null) {
      stage.tasks = submitted.stageInfo().numTasks();
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    Stage stage = stages.get(task.stageId());
    if (stage == null) {
      return;
    }
    stage.done++;
    long now = System.nanoTime();
    if (now - told > TELL_NANOS) {
      told = now;
      progress.detail(
          step, "stage " + task.stageId() + ", " + stage.done + " of " + stage.tasks + " tasks");
      counts.tell(progress);
    }
  }
}
