package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunEvent;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Tries one step: in a thread of its own, so that a timeout or a cancelled run interrupts it, and
 * again after errors that may pass.
 */
final class Attempts {
  private final RunOptions options;
  private final Events events;

  Attempts(RunOptions options, Events events) {
    this.options = options;
    this.events = events;
  }

  /** A step's work; told which try it is, and whether that was given up since. */
  interface Work<T> {
    T attempt(int number, BooleanSupplier givenUp) throws Exception;
  }

  <T> T run(String step, Work<T> work) throws Exception {
    Duration pause = options.pause();
    for (int number = 1; ; number++) {
      int attempt = number;
      try {
        AtomicBoolean over = new AtomicBoolean();
        return once(step, () -> work.attempt(attempt, over::get), over);
      } catch (Exception e) {
        if (number > options.retries() || !Failures.mayPass(e) || Failures.isCancel(e)) {
          throw e;
        }
        Duration next = pause;
        events.tell(s -> new RunEvent.Retried(s, step, attempt, Failures.tell(e), next));
        Thread.sleep(pause.toMillis());
        pause = pause.multipliedBy(2);
      }
    }
  }

  private <T> T once(String step, Callable<T> work, AtomicBoolean over) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            r -> {
              Thread t = new Thread(r, "step-" + step);
              t.setContextClassLoader(loader);
              t.setDaemon(true);
              return t;
            });
    Future<T> result = thread.submit(work);
    try {
      return result.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new StepTimeout(step, options.timeout(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    } finally {
      over.set(true);
      result.cancel(true);
      thread.shutdown();
      awaitEnd(thread);
    }
  }

  /** An interrupted step gets time to clean up before the run goes on. */
  private static void awaitEnd(ExecutorService thread) {
    try {
      if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
        System.getLogger(Attempts.class.getName())
            .log(System.Logger.Level.WARNING, "a step does not react to its interrupt");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A step that took longer than allowed. */
  static final class StepTimeout extends Exception {
    private static final long serialVersionUID = 1L;

    StepTimeout(String step, Duration timeout, Throwable cause) {
      super(
          "Cannot finish step "
              + step
              + " within "
              + timeout
              + ", raise run.timeout or give it less to do",
          cause);
    }
  }
}
