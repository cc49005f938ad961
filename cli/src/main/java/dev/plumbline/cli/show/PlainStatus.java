package dev.plumbline.cli.show;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lines alone, for files and pipes: a running step says something every ten seconds. */
public final class PlainStatus implements Status {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private final PrintStream out;
  private final Clock clock;
  private final Map<String, Instant> told = new HashMap<>();

  public PlainStatus(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void line(String text) {
    out.println(text);
  }

  @Override
  public synchronized void begin(String step) {
    told.put(step, clock.instant());
  }

  @Override
  public synchronized void progress(String step, long rows, String detail) {
    Instant now = clock.instant();
    Instant last = told.computeIfAbsent(step, s -> now);
    if (Duration.between(last, now).compareTo(EVERY) >= 0) {
      told.put(step, now);
      out.println(
          "  . " + step + "  " + Numbers.rows(rows) + (detail.isEmpty() ? "" : "  " + detail));
    }
  }

  @Override
  public synchronized void end(String step) {
    told.remove(step);
  }

  @Override
  public void close() {
    out.flush();
  }
}
