package dev.plumbline.runner.spool;

import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import dev.plumbline.pipeline.event.UnrecordedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One run's way to the store: an event is on the disk when it is told, and goes to the store from
 * there, by a thread of its own. Only the first event must reach the store at once: a run that
 * can't be begun there doesn't begin.
 */
final class SpooledRun implements RunListener {
  private final Spool spool;
  private final Supplier<RunListener> store;
  private Optional<Delivery> delivery = Optional.empty();
  private long others;
  private boolean full;

  SpooledRun(Spool spool, Supplier<RunListener> store) {
    this.spool = spool;
    this.store = store;
  }

  @Override
  public void on(RunEvent event) {
    if (event instanceof RunEvent.RunStarted started) {
      begin(started);
    } else if (!(event instanceof RunEvent.Progress)) { // no store keeps it
      delivery.ifPresent(to -> keep(event, to));
    }
  }

  private void begin(RunEvent.RunStarted event) {
    String runId = event.runId();
    Spool.Delivered before = spool.deliver(runId);
    if (!before.waiting().isEmpty()) {
      throw new UnrecordedException(
          "Cannot go on with run "
              + runId
              + ": its earlier events wait in "
              + before.waiting().get(0)
              + " and the store doesn't take them, see the warning above",
          null);
    }
    others = spool.waitingBytes();
    String text = EventJson.write(event);
    SpoolFile file = create(runId, text);
    Delivery begun = new Delivery(file, store);
    try {
      begun.begin(event);
      delivery = Optional.of(begun);
    } catch (Exception e) {
      discard(file);
      throw new UnrecordedException(
          "Cannot begin run " + runId + ": it can't be recorded, " + e.getMessage(), e);
    }
  }

  private SpoolFile create(String runId, String first) {
    if (others >= spool.settings().mostBytes()) {
      throw new UnrecordedException(
          "Cannot begin run " + runId + ": events of earlier runs fill the spool" + remedy(), null);
    }
    try {
      return spool.create(runId, first);
    } catch (IOException e) {
      throw new UnrecordedException(
          "Cannot begin run " + runId + ": its events can't be kept" + remedy(), e);
    }
  }

  private static void discard(SpoolFile file) {
    try {
      file.delete();
    } catch (IOException e) {
      // The next command tells the store of a run that began and did nothing.
    }
  }

  /** After the first event that was lost only the end is kept, if it can be. */
  private void keep(RunEvent event, Delivery to) {
    boolean end = event instanceof RunEvent.RunFinished;
    if (full && !end) {
      return;
    }
    String text = EventJson.write(event);
    if (!end && others + to.waiting() + text.length() > spool.settings().mostBytes()) {
      full = true;
      throw new UnrecordedException(
          "Cannot keep the events of run "
              + event.runId()
              + ": the store is away or slow, and the spool is full"
              + remedy(),
          null);
    }
    try {
      to.add(event, text);
    } catch (IOException e) {
      if (!full) {
        full = true;
        throw new UnrecordedException(
            "Cannot keep the events of run "
                + event.runId()
                + ": the spool can't be written"
                + remedy(),
            e);
      }
    }
  }

  private String remedy() {
    return " ("
        + spool.settings().folder()
        + ", at most "
        + spool.settings().mostBytes()
        + " bytes); bring the store back or make room, or raise tracking.spool.most";
  }

  @Override
  public void close() throws IOException {
    if (delivery.isPresent()) {
      delivery.get().end(spool.settings().patience());
    }
  }
}
