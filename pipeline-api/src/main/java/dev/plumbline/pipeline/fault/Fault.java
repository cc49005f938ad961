package dev.plumbline.pipeline.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happens at fail points, from {@code plumb.failpoint}: {@code NAME:N} halts the process when
 * it comes there for the N-th time, {@code NAME:N:stop} stops it until it is told to go on, {@code
 * trace:FILE} writes down each point that is reached and its thread.
 */
final class Fault {
  static final Fault NONE = new Fault("", 0, Then.HALT);

  /** The exit code of a halted process: that of a killed one. */
  static final int HALTED = 137;

  private final String where;
  private final Then then;
  private final AtomicInteger left;

  private enum Then {
    HALT,
    STOP,
    TRACE
  }

  private Fault(String where, int nth, Then then) {
    this.where = where;
    this.then = then;
    this.left = new AtomicInteger(nth);
  }

  /**
   * @throws IllegalArgumentException when there is no such point
   */
  static Fault of(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.startsWith("trace:")) {
      return new Fault(text.substring("trace:".length()), 0, Then.TRACE);
    }
    String[] words = text.split(":", -1);
    boolean stop = words.length == 3 && words[2].equals("stop");
    if (words.length > 3
        || (words.length == 3 && !stop)
        || (words.length > 1 && !words[1].matches("[1-9][0-9]{0,5}"))) {
      throw new IllegalArgumentException(
          "Cannot read plumb.failpoint=" + text + ", write NAME, NAME:2 or NAME:2:stop");
    }
    FailPoint.valueOf(words[0]);
    int nth = words.length == 1 ? 1 : Integer.parseInt(words[1]);
    return new Fault(words[0], nth, stop ? Then.STOP : Then.HALT);
  }

  void at(FailPoint point) {
    if (then == Then.TRACE) {
      trace(point);
    } else if (where.equals(point.name()) && left.decrementAndGet() == 0) {
      if (then == Then.HALT) {
        Runtime.getRuntime().halt(HALTED);
      }
      stop();
    }
  }

  private synchronized void trace(FailPoint point) {
    try {
      Files.writeString(
          Path.of(where),
          point + " " + Thread.currentThread().getName() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a signal from outside would: no thread of the process goes on. */
  private static void stop() {
    try {
      new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
