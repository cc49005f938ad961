package dev.plumbline.spark.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Rows pushed by one thread and pulled by another, in batches, a few of them waiting at most. */
final class Handover<O> implements Iterator<O>, AutoCloseable {
  private static final int BATCH = 512;
  private static final int WAITING = 4;

  /** Where the pushing thread puts its rows. */
  interface Sink<O> {
    void put(O row);
  }

  /** What pushes. */
  interface Reader<O> {
    void read(Sink<O> to);
  }

  /** Tells the pushing thread that nobody wants its rows any more. */
  static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
      super("The task is over", null, false, false);
    }
  }

  /** Some rows, with what ended the reading behind the last of them. */
  private record Batch<O>(List<O> rows, boolean last, RuntimeException failure) {}

  private final BlockingQueue<Batch<O>> queue = new ArrayBlockingQueue<>(WAITING);
  private final String name;
  private Thread thread;
  private Iterator<O> now = List.<O>of().iterator();
  private boolean ended;
  private volatile boolean closed;

  Handover(String name) {
    this.name = name;
  }

  void start(Reader<O> reader) {
    thread = new Thread(() -> push(reader), name);
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
  }

  private void push(Reader<O> reader) {
    List<List<O>> open = new ArrayList<>(List.of(new ArrayList<>(BATCH)));
    RuntimeException failure = null;
    try {
      reader.read(
          row -> {
            List<O> rows = open.get(0);
            rows.add(row);
            if (rows.size() == BATCH) {
              hand(new Batch<>(rows, false, null));
              open.set(0, new ArrayList<>(BATCH));
            }
          });
    } catch (Stopped e) {
      return;
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      failure = new IllegalStateException(e.toString(), e);
    }
    try {
      hand(new Batch<>(open.get(0), true, failure));
    } catch (Stopped e) {
      // nobody waits for the end
    }
  }

  private void hand(Batch<O> batch) {
    try {
      if (closed) {
        throw new Stopped();
      }
      queue.put(batch);
    } catch (InterruptedException e) {
      throw new Stopped();
    }
  }

  @Override
  public boolean hasNext() {
    while (!now.hasNext() && !ended) {
      Batch<O> batch = take();
      now = batch.rows().iterator();
      ended = batch.last();
      if (batch.failure() != null) {
        throw batch.failure();
      }
    }
    return now.hasNext();
  }

  private Batch<O> take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stopped();
    }
  }

  @Override
  public O next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return now.next();
  }

  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
