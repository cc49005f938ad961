package dev.plumbline.tracking.pipeline;

import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.tracking.Tag;
import dev.plumbline.tracking.TrackingException;
import dev.plumbline.tracking.TrackingStore;
import java.util.List;
import java.util.Optional;

/**
 * Records a pipeline's run: an MLflow run in the experiment of the pipeline's name, with a child
 * run for each step that ran. A step that is reused or skipped has no run: the pipeline's run says
 * so, and whose result is taken over. Every id follows from the run's, so a task that runs again
 * goes on with what is there, and events that are told again from the first on change nothing:
 * every row that they make has its key from them.
 *
 * <p>Of the environment, {@code user}, {@code git.commit} and {@code git.branch} become MLflow's
 * own tags as well. One listener is for one run; it doesn't close the store.
 */
public final class TrackingListener implements RunListener {
  private final TrackingStore store;
  private final RunFiles files;
  private final List<Tag> more;
  private Optional<PipelineRecord> record = Optional.empty();

  private TrackingListener(TrackingStore store, RunFiles files, List<Tag> more) {
    this.store = store;
    this.files = files;
    this.more = more;
  }

  /** Records to that store, whose artifacts are on this machine's disk. */
  public TrackingListener(TrackingStore store) {
    this(store, RunFiles.WRITTEN, List.of());
  }

  /**
   * Records a run of the past, whose files are what is left of them.
   *
   * @param tag on the run, from its beginning
   */
  public static TrackingListener restoring(TrackingStore store, Tag tag) {
    return new TrackingListener(store, RunFiles.LEFT, List.of(tag));
  }

  @Override
  public void on(RunEvent event) {
    try {
      if (event instanceof RunEvent.RunStarted started) {
        record = Optional.of(PipelineRecord.open(store, files, more, started));
        record.get().keep(event);
      } else {
        PipelineRecord run = record(event);
        run.keep(event);
        on(event, run);
      }
    } catch (TrackingException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(TrackingException e) {
    return switch (e.code()) {
      case TEMPORARILY_UNAVAILABLE, INTERNAL_ERROR -> new NotNowException(e);
      default -> e;
    };
  }

  private static void on(RunEvent event, PipelineRecord run) {
    if (event instanceof RunEvent.StepStarted started) {
      run.step(started, started.step()).started(started);
    } else if (event instanceof RunEvent.InputRead read) {
      run.inputRead(read);
    } else if (event instanceof RunEvent.Reused reused) {
      run.reused(reused);
    } else if (event instanceof RunEvent.MetricPoint point) {
      run.step(point, point.step()).point(point);
    } else if (event instanceof RunEvent.Evaluated evaluated) {
      run.evaluated(evaluated);
    } else if (event instanceof RunEvent.Staged staged) {
      run.step(staged, staged.step()).staged(staged);
    } else if (event instanceof RunEvent.Adopted adopted) {
      run.adopted(adopted);
    } else if (event instanceof RunEvent.Committed committed) {
      run.step(committed, committed.step()).committed(committed);
    } else if (event instanceof RunEvent.Rejected rejected) {
      run.step(rejected, rejected.step()).rejected(rejected);
    } else if (event instanceof RunEvent.GateJudged judged) {
      run.step(judged, judged.step()).judged(judged);
    } else if (event instanceof RunEvent.Registered registered) {
      run.step(registered, registered.step()).registered(registered);
    } else if (event instanceof RunEvent.Warned warned) {
      run.warned(warned);
    } else if (event instanceof RunEvent.Retried retried) {
      run.step(retried, retried.step()).retried(retried);
    } else if (event instanceof RunEvent.StepFinished finished) {
      run.stepFinished(finished);
    } else if (event instanceof RunEvent.RunFinished finished) {
      run.finished(finished);
    }
  }

  /** Sends what a failing store did not take before. */
  @Override
  public void close() {
    try {
      record.ifPresent(PipelineRecord::flush);
    } catch (TrackingException e) {
      throw failure(e);
    }
  }

  private PipelineRecord record(RunEvent event) {
    return record
        .filter(run -> run.isOf(event))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot record "
                        + event.getClass().getSimpleName()
                        + ": run "
                        + event.runId()
                        + " was not recorded from its start"));
  }
}
