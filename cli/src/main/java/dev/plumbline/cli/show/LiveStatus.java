package dev.plumbline.cli.show;

import dev.plumbline.runner.plan.PlanText;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A terminal: lines that stay, and below them one block that is redrawn, with a line for each step
 * that runs. A thread of its own redraws it, so that time is seen to pass.
 */
public final class LiveStatus implements Status {
  private static final String[] SPINNER = {"|", "/", "-", "\\"};
  private static final long EVERY_MILLIS = 200;
  private static final int MOST = 6;

  private static final class Running {
    final Instant since;
    long rows;
    String detail = "";

    Running(Instant since) {
      this.since = since;
    }
  }

  private final PrintStream out;
  private final Clock clock;
  private final int columns;
  private final Instant start;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Thread ticker;
  private int drawn;
  private int turn;
  private boolean closed;

  /**
   * @param columns the terminal's width
   */
  public LiveStatus(PrintStream out, Clock clock, int columns) {
    this.out = out;
    this.clock = clock;
    this.columns = columns;
    this.start = clock.instant();
    this.ticker = new Thread(this::tick, "plumb-progress");
    ticker.setDaemon(true);
    ticker.start();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(EVERY_MILLIS);
        synchronized (this) {
          if (closed) {
            return;
          }
          turn++;
          redraw();
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public synchronized void line(String text) {
    clear();
    out.println(text);
    redraw();
  }

  @Override
  public synchronized void begin(String step) {
    running.put(step, new Running(clock.instant()));
  }

  @Override
  public synchronized void progress(String step, long rows, String detail) {
    Running now = running.computeIfAbsent(step, s -> new Running(clock.instant()));
    now.rows = rows;
    now.detail = detail.isEmpty() ? now.detail : detail;
  }

  @Override
  public synchronized void end(String step) {
    running.remove(step);
  }

  private void redraw() {
    clear();
    if (running.isEmpty() || closed) {
      return;
    }
    StringBuilder block = new StringBuilder();
    int shown = 0;
    for (var step : running.entrySet()) {
      // Fused steps begin before the one that runs them: the last are the telling ones.
      if (shown++ < running.size() - MOST) {
        continue;
      }
      block.append(fit(text(step.getKey(), step.getValue()))).append('\n');
      drawn++;
    }
    block.append(fit("  elapsed " + PlanText.show(Duration.between(start, clock.instant()))));
    out.print(block.append('\n'));
    drawn++;
    out.flush();
  }

  private String text(String step, Running now) {
    return "  "
        + SPINNER[turn % SPINNER.length]
        + " "
        + step
        + (now.rows > 0 ? "  " + Numbers.rows(now.rows) : "")
        + (now.detail.isEmpty() ? "" : "  " + now.detail)
        + "  "
        + PlanText.show(Duration.between(now.since, clock.instant()));
  }

  /** A line that wrapped could not be taken back. */
  private String fit(String text) {
    return text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
  }

  /** Back to the block's first line, and all below it gone. */
  private void clear() {
    if (drawn > 0) {
      out.print("\u001b[" + drawn + "A\r\u001b[J");
      drawn = 0;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      clear();
      closed = true;
      out.flush();
    }
    ticker.interrupt();
  }
}
