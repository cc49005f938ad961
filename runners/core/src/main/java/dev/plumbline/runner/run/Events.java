package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * Stamps events and tells them to every listener in order, one at a time. A listener that throws is
 * logged, told to the others as a warning, and changes nothing.
 */
final class Events implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Events.class.getName());
  private final String runId;
  private final Clock clock;
  private final List<RunListener> listeners;
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
    for (RunListener listener : listeners) {
      try {
        listener.on(stamped);
      } catch (Exception | Error e) {
        failed(listener, stamped, e);
      }
    }
  }

  private void failed(RunListener listener, RunEvent event, Throwable e) {
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
  }
}
