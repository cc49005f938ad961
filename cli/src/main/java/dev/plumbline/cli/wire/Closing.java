package dev.plumbline.cli.wire;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened for a command and is closed after it, the last first. */
public final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Keeps something to be closed; answers it. */
  public synchronized <C extends AutoCloseable> C keep(C opened) {
    open.push(opened);
    return opened;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        System.getLogger(Closing.class.getName())
            .log(System.Logger.Level.WARNING, "Cannot close: " + e.getMessage(), e);
      }
    }
  }
}
