package dev.plumbline.runner.spool;

import dev.plumbline.pipeline.event.EventJson;
import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a store what a file holds, as it is written. When the store is away, it is tried again and
 * again, and told from the file's first event on.
 */
final class Delivery {
  private static final Logger LOG = System.getLogger(Delivery.class.getName());
  private static final int MOST_REMEMBERED = 1000;
  private static final long FIRST_PAUSE = 250;
  private static final long LONGEST_PAUSE = 15_000;

  private final SpoolFile file;
  private final Supplier<RunListener> store;
  private final Thread thread = new Thread(this::run, "plumb-events");

  /** The newest events, so that a store that keeps up needs no reading of the file. */
  private final Deque<Remembered> remembered = new ArrayDeque<>();

  private RunListener listener;
  private long at;
  private long reached;
  private long pause = FIRST_PAUSE;
  private boolean away;
  private boolean ending;
  private boolean abandoned;
  private boolean delivered;
  private boolean stopped;
  private int refusals;

  private record Remembered(long at, RunEvent event, long next) {}

  Delivery(SpoolFile file, Supplier<RunListener> store) {
    this.file = file;
    this.store = store;
    this.listener = store.get();
    thread.setDaemon(true);
  }

  /** Tells the first event, which is in the file, by the calling thread; the others follow. */
  void begin(RunEvent first) throws Exception {
    listener.on(first);
    at = file.end();
    reached = at;
    thread.start();
  }

  /** Bytes that the store was never told. */
  synchronized long waiting() {
    return file.end() - reached;
  }

  /**
   * Keeps an event, to be told. It outlasts the process at once, and the machine where the store is
   * away and the event ends something.
   */
  synchronized void add(RunEvent event, String text) throws IOException {
    long place = file.append(text);
    remembered.add(new Remembered(place, event, file.end()));
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.remove();
    }
    if (away && isEnd(event)) {
      file.force();
    }
    notifyAll();
  }

  private static boolean isEnd(RunEvent event) {
    return event instanceof RunEvent.StepFinished || event instanceof RunEvent.Committed;
  }

  private void run() {
    try {
      do {
        for (Optional<Remembered> next = next(); next.isPresent(); next = next()) {
          tell(next.get());
        }
      } while (!isAbandoned() && !closed());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, "Cannot read events from " + file.path() + ": " + e.getMessage());
    } finally {
      stopped();
    }
  }

  /** Waits for one; empty when there will be none, or the store is given up. */
  private synchronized Optional<Remembered> next() throws InterruptedException, IOException {
    while (!abandoned) {
      if (at < file.end()) {
        return Optional.of(event());
      }
      if (ending) {
        return Optional.empty();
      }
      wait();
    }
    return Optional.empty();
  }

  private Remembered event() throws IOException {
    while (!remembered.isEmpty() && remembered.peek().at() < at) {
      remembered.remove();
    }
    if (!remembered.isEmpty() && remembered.peek().at() == at) {
      return remembered.remove();
    }
    SpoolFile.Entry entry =
        file.read(at).orElseThrow(() -> new IOException("it has changed at byte " + at));
    return new Remembered(at, EventJson.read(entry.text()), entry.next());
  }

  private void tell(Remembered next) throws InterruptedException {
    try {
      listener.on(next.event());
    } catch (NotNowException e) {
      away(e);
      return;
    } catch (Exception | Error e) {
      refused(next.event(), e);
    }
    told(next.next());
  }

  private synchronized void told(long next) {
    at = next;
    if (at > reached) {
      reached = at;
      if (away) {
        away = false;
        pause = FIRST_PAUSE;
      }
    }
  }

  /** Whether the store has all of it. */
  private boolean closed() throws InterruptedException {
    try {
      listener.close();
    } catch (NotNowException e) {
      away(e);
      return false;
    } catch (Exception | Error e) {
      LOG.log(Level.WARNING, "The store refuses the end of the run: " + e.getMessage(), e);
      refusals++;
    }
    delivered();
    return true;
  }

  private synchronized void delivered() {
    delivered = true;
  }

  private synchronized boolean isAbandoned() {
    return abandoned;
  }

  private synchronized void stopped() {
    stopped = true;
    notifyAll();
  }

  /** Told once until the store has taken something new. */
  private synchronized void away(NotNowException e) throws InterruptedException {
    if (!away) {
      away = true;
      LOG.log(
          Level.WARNING, e.getMessage() + ". The run goes on; its events wait in " + file.path());
      try {
        file.force();
      } catch (IOException f) {
        LOG.log(Level.WARNING, "Cannot bring " + file.path() + " to the disk: " + f.getMessage());
      }
    }
    listener = store.get();
    at = 0;
    remembered.clear();
    boolean last = ending;
    long until = System.nanoTime() + pause * 1_000_000;
    long left = pause;
    while (left > 0 && !abandoned && ending == last) { // the run's end is worth a try at once
      wait(left);
      left = (until - System.nanoTime()) / 1_000_000;
    }
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
  }

  /** The store has what came before, and will never take this one; told once for a run. */
  private void refused(RunEvent event, Throwable e) {
    if (refusals++ == 0) {
      LOG.log(
          Level.WARNING,
          "The store refuses "
              + event.getClass().getSimpleName()
              + " of run "
              + event.runId()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Waits until the store has all, for so long at most; what it hasn't got stays in the file. */
  synchronized void end(Duration most) throws IOException {
    ending = true;
    notifyAll();
    long deadline = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    while (!stopped) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true; // the run was cancelled: its end is told all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (delivered && refusals == 0) {
      file.delete();
    } else {
      leave();
    }
  }

  private void leave() throws IOException {
    abandoned = true;
    notifyAll();
    file.force();
    SpoolName name = SpoolName.parse(file.path().getFileName().toString()).orElseThrow();
    String suffix = delivered ? SpoolName.ASIDE : "";
    file.rename(file.path().resolveSibling(name.left().text() + suffix));
    file.close();
    LOG.log(
        Level.WARNING,
        delivered
            ? refusals + " events were refused by the store, they are in " + file.path()
            : "Events of run "
                + name.runId()
                + " wait in "
                + file.path()
                + "; the next command delivers them");
  }
}
