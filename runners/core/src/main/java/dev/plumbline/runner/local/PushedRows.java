package dev.plumbline.runner.local;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Turns rows that are pushed into rows that are pulled, by a thread of its own that is at most a
 * few batches ahead. What the pushing side throws, the pulling side throws.
 */
final class PushedRows implements Iterator<Object[]>, AutoCloseable {
  private static final int BATCH = 1024;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(4);
  private final Thread thread;
  private Batch batch = new Batch(List.of(), null, false);
  private int at;

  /**
   * @param fault what the pushing side threw, or null
   */
  private record Batch(List<Object[]> rows, Throwable fault, boolean last) {}

  private PushedRows(Consumer<Consumer<Object[]>> source) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    this.thread = new Thread(() -> push(source), "rows of " + Thread.currentThread().getName());
    thread.setContextClassLoader(loader);
    thread.setDaemon(true);
    thread.start();
  }

  static PushedRows from(Consumer<Consumer<Object[]>> source) {
    return new PushedRows(source);
  }

  private void push(Consumer<Consumer<Object[]>> source) {
    List<List<Object[]>> open = new ArrayList<>(List.of(new ArrayList<>(BATCH)));
    try {
      Throwable fault = null;
      try {
        source.accept(
            row -> {
              open.get(0).add(row);
              if (open.get(0).size() == BATCH) {
                put(new Batch(open.get(0), null, false));
                open.set(0, new ArrayList<>(BATCH));
              }
            });
      } catch (Stopped e) {
        throw e;
      } catch (Throwable e) {
        fault = e;
      }
      put(new Batch(fault == null ? open.get(0) : List.of(), fault, true));
    } catch (Stopped e) {
      // nobody pulls any more
    }
  }

  private void put(Batch full) {
    try {
      queue.put(full);
    } catch (InterruptedException e) {
      throw new Stopped();
    }
  }

  /** The pulling side has closed. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("stopped", null, false, false);
    }
  }

  @Override
  public boolean hasNext() {
    while (at == batch.rows().size()) {
      if (batch.last()) {
        return false;
      }
      batch = take();
      at = 0;
      if (batch.fault() instanceof RuntimeException e) {
        throw e;
      }
      if (batch.fault() instanceof Error e) {
        throw e;
      }
    }
    return true;
  }

  private Batch take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot go on: interrupted", e);
    }
  }

  @Override
  public Object[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batch.rows().get(at++);
  }

  /** Stops the pushing side and waits until it has let go of what it holds. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
