package dev.plumbline.runner.run;

import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.runner.engine.Progress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Gathers what an engine tells of one try of a kept step, and passes it on as events. */
final class StepProgress implements Progress {
  private static final long TELL_EVERY_NANOS = 500_000_000L;
  private final Events events;
  private final BooleanSupplier givenUp;
  private final Map<String, Long> rows = new TreeMap<>();
  private final Map<String, Rejections> rejected = new TreeMap<>();
  private final Set<Seen> reads = new LinkedHashSet<>();
  private long told = System.nanoTime();

  /** Rows that an ingest could not read. */
  record Rejections(long rows, List<String> samples) {}

  /** A table that was really read. */
  record Seen(String step, String location, long version) {}

  StepProgress(Events events, BooleanSupplier givenUp) {
    this.events = events;
    this.givenUp = givenUp;
  }

  /** Throws when the run waits for this try no more: nothing of it may become visible. */
  void goOn() {
    if (givenUp.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("Cannot go on: given up", new InterruptedException());
    }
  }

  @Override
  public synchronized void rows(String step, long count) {
    rows.put(step, count);
    tell(step, "");
  }

  @Override
  public synchronized void detail(String step, String text) {
    tell(step, text);
  }

  private void tell(String step, String text) {
    long now = System.nanoTime();
    if (now - told > TELL_EVERY_NANOS) {
      told = now;
      long count = rows.getOrDefault(step, 0L);
      events.tell(s -> new RunEvent.Progress(s, step, count, text));
    }
  }

  @Override
  public synchronized void rejected(String step, long count, List<String> samples) {
    rejected.put(step, new Rejections(count, List.copyOf(samples)));
  }

  @Override
  public synchronized void read(String step, String location, long version) {
    reads.add(new Seen(step, location, version));
  }

  @Override
  public synchronized void warn(String step, String message) {
    events.tell(s -> new RunEvent.Warned(s, step, message));
  }

  synchronized Map<String, Long> rows() {
    return new TreeMap<>(rows);
  }

  synchronized Map<String, Rejections> rejected() {
    return new TreeMap<>(rejected);
  }

  /** What was really read. */
  synchronized List<Seen> reads() {
    return new ArrayList<>(reads);
  }
}
