package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.UnrecordedException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Stamps events and tells them to every listener in order, one at a time. A listener that throws is
 * logged once, told to the others as a warning, and changes nothing; but a run whose events can't
 * be kept goes no further.
 */
final class Events implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Events.class.getName());
  private final String runId;
  private final Clock clock;
  private final List<RunListener> listeners;
  private final IdentityHashMap<RunListener, Integer> failures = new IdentityHashMap<>();
  private Optional<UnrecordedException> unrecorded = Optional.empty();
  private final Carried carried = new Carried();
  private long sequence;
  private boolean closed;

  Events(String runId, Clock clock, List<RunListener> listeners) {
    this.runId = runId;
    this.clock = clock;
    this.listeners = List.copyOf(listeners);
  }

  /** A step that did not react to its interrupt may still tell something: it is too late. */
  synchronized void tell(Function<Stamp, RunEvent> event) {
    if (closed) {
      return;
    }
    RunEvent stamped = event.apply(stamp());
    carried.add(stamped);
    for (RunListener listener : listeners) {
      try {
        listener.on(stamped);
      } catch (UnrecordedException e) {
        unrecorded = unrecorded.or(() -> Optional.of(e));
      } catch (Exception | Error e) {
        failed(listener, stamped, e);
      }
    }
  }

  /** Why what happens in this run can no longer be kept, if so. */
  synchronized Optional<UnrecordedException> unrecorded() {
    return unrecorded;
  }

  /**
   * Asked before something is made that only its events tell of.
   *
   * @throws UnrecordedException when they can't be kept
   */
  void check() {
    unrecorded()
        .ifPresent(
            e -> {
              throw e;
            });
  }

  /** What a commit or a model directory is to carry, so that the run can be restored from it. */
  synchronized String carried() {
    return carried.text();
  }

  /** What was asked for last is kept, and need not be carried again. */
  synchronized void kept() {
    carried.kept();
  }

  private void failed(RunListener listener, RunEvent event, Throwable e) {
    if (failures.merge(listener, 1, Integer::sum) > 1) {
      return;
    }
    String name = listener.getClass().getSimpleName();
    String message =
        name + " could not take " + event.getClass().getSimpleName() + ": " + e.getMessage();
    LOG.log(Level.WARNING, message, e);
    RunEvent warning = new RunEvent.Warned(stamp(), "", message);
    for (RunListener other : listeners) {
      if (other != listener) {
        try {
          other.on(warning);
        } catch (Exception | Error again) {
          failures.merge(other, 1, Integer::sum);
          LOG.log(Level.WARNING, "and another one failed as well", again);
        }
      }
    }
  }

  private Stamp stamp() {
    return new Stamp(runId, sequence++, clock.instant());
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (RunListener listener : listeners) {
      try {
        listener.close();
      } catch (Exception | Error e) {
        LOG.log(Level.WARNING, "Cannot close " + listener, e);
      }
    }
    failures.forEach(
        (listener, count) -> {
          if (count > 1) {
            String name = listener.getClass().getSimpleName();
            LOG.log(Level.WARNING, name + " could not take " + count + " events in all");
          }
        });
  }
}
