package dev.plumbline.runner.spool;

import dev.plumbline.pipeline.event.NotNowException;
import dev.plumbline.pipeline.event.RunEvent;
import dev.plumbline.pipeline.event.RunListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store that can be away, and knows an event by its run and number. */
final class TestingStore {
  private final Map<String, RunEvent> kept = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private boolean away;
  private String refuses = "";

  /** One that records as events come, and fails while the store is away. */
  RunListener listener() {
    return this::take;
  }

  private synchronized void take(RunEvent event) {
    if (away) {
      throw new NotNowException(new IllegalStateException("Cannot write the store: it is away"));
    }
    if (event.getClass().getSimpleName().equals(refuses)) {
      throw new IllegalArgumentException("no " + refuses + " here");
    }
    told.add(key(event));
    kept.put(key(event), event);
  }

  private static String key(RunEvent event) {
    return String.format("%s %04d", event.runId(), event.stamp().sequence());
  }

  synchronized void isAway(boolean now) {
    away = now;
  }

  synchronized void refuses(Class<? extends RunEvent> type) {
    refuses = type.getSimpleName();
  }

  /** What there is, each event once, in order. */
  synchronized List<RunEvent> kept() {
    return List.copyOf(kept.values());
  }

  /** How often it was told something. */
  synchronized int told() {
    return told.size();
  }
}
