package dev.plumbline.runner.spool;

import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunEvent.Stamp;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.RunStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The events that a process left behind, and the ends that it didn't come to tell. */
final class LeftEvents {
  private static final String WHY = "its process ended before it did";
  private final SpoolFile file;
  private final Map<String, RunEvent.StepStarted> open = new LinkedHashMap<>();
  private Optional<RunEvent> first = Optional.empty();
  private Optional<RunEvent> last = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private int count;
  private int ends;

  LeftEvents(SpoolFile file) {
    this.file = file;
  }

  /**
   * Tells all of them.
   *
   * @throws NotNowException when the store is away, or an event is of a form that isn't known
   */
  void deliver(RunListener store) throws IOException {
    long at = 0;
    for (Optional<SpoolFile.Entry> entry = file.read(at);
        entry.isPresent();
        entry = file.read(at)) {
      at = entry.get().next();
      RunEvent event = read(entry.get().text());
      note(event);
      tell(store, event);
      count++;
    }
    if (last.isPresent() && !(last.get() instanceof RunEvent.RunFinished)) {
      end(store);
    }
    close(store);
  }

  private static RunEvent read(String text) {
    try {
      return EventJson.read(text);
    } catch (IllegalArgumentException e) {
      throw new NotNowException(e);
    }
  }

  private void note(RunEvent event) {
    if (first.isEmpty()) {
      first = Optional.of(event);
    }
    last = Optional.of(event);
    if (event instanceof RunEvent.StepStarted started) {
      open.put(started.step(), started);
    } else if (event instanceof RunEvent.StepFinished finished) {
      open.remove(finished.step());
    }
  }

  private void end(RunListener store) {
    open.forEach(
        (step, started) ->
            tell(
                store,
                new RunEvent.StepFinished(
                    next(),
                    step,
                    RunStatus.KILLED,
                    started.fingerprint(),
                    Optional.empty(),
                    Map.of(),
                    since(started),
                    Optional.of(WHY))));
    tell(
        store,
        new RunEvent.RunFinished(
            next(), RunStatus.KILLED, since(first.orElseThrow()), Optional.of(WHY)));
  }

  /** No clock is asked: nobody knows when it ended, and telling it again must say the same. */
  private Stamp next() {
    Stamp stamp = last.orElseThrow().stamp();
    return new Stamp(stamp.runId(), stamp.sequence() + ++ends, stamp.at());
  }

  private Duration since(RunEvent event) {
    return Duration.between(event.stamp().at(), last.orElseThrow().stamp().at());
  }

  private void tell(RunListener store, RunEvent event) {
    try {
      store.on(event);
    } catch (NotNowException e) {
      throw e;
    } catch (Exception e) {
      refused(event.getClass().getSimpleName() + " " + event.stamp().sequence(), e);
    }
  }

  private void close(RunListener store) {
    try {
      store.close();
    } catch (NotNowException e) {
      throw e;
    } catch (Exception e) {
      refused("the end", e);
    }
  }

  private void refused(String what, Exception e) {
    if (refused.isEmpty()) {
      refused = Optional.of("the store refuses " + what + ", " + e.getMessage());
    }
  }

  /** What the store won't take, however often it is told. */
  Optional<String> refused() {
    return refused;
  }

  /** How many events there are. */
  int count() {
    return count;
  }
}
