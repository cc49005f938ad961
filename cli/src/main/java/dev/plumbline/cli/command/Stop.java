package dev.plumbline.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns a signal to end the process (Ctrl-C) into a cancelled run, or a stopped server: interrupts
 * the thread that made it, and gives it half a minute to discard what it staged and record the end.
 */
final class Stop implements AutoCloseable {
  private static final long SECONDS = 30;
  private final Thread runs = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "plumb-cancel");

  Stop() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void cancel() {
    runs.interrupt();
    try {
      if (!done.await(SECONDS, TimeUnit.SECONDS)) {
        System.err.println("plumb: gave up waiting for its work to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, which is what the hook was for.
    }
  }
}
