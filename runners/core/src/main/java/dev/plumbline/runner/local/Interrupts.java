package dev.plumbline.runner.local;

/** Looks now and then whether this thread was told to stop. */
final class Interrupts {
  private Interrupts() {}

  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("Cannot go on: interrupted", new InterruptedException());
    }
  }
}
