package dev.plumbline.dags.schedule;

import dev.plumbline.dags.document.Runs;
import dev.plumbline.dags.document.Schedule;
import dev.plumbline.dags.document.Schedule.Covers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The runs that a schedule begins by itself, in order. */
public final class Firings {
  private final Schedule schedule;
  private final Runs runs;

  public Firings(Schedule schedule, Runs runs) {
    this.schedule = schedule;
    this.runs = runs;
  }

  /** Those that begin after a moment, {@code most} at most; none where assets begin them. */
  public List<Firing> after(Instant time, int most) {
    if (schedule instanceof Schedule.Cron cron) {
      Ticks ticks = new Ticks.Cron(CronLine.parse(cron.line()), cron.zone());
      return list(ticks, cron.covers(), ticks.before(ticks.before(ticks.after(time))), time, most);
    }
    if (schedule instanceof Schedule.Every every) {
      Ticks ticks = new Ticks.Every(Duration.ofSeconds(every.seconds()));
      long past = Duration.between(runs.start(), time).toSeconds() / every.seconds();
      Instant near = runs.start().plusSeconds(Math.max(0, past - 1) * every.seconds());
      return list(ticks, every.covers(), near, time, most);
    }
    boolean once = schedule instanceof Schedule.Once && runs.start().isAfter(time);
    return once ? List.of(new Firing(runs.start(), runs.start())) : List.of();
  }

  private List<Firing> list(Ticks ticks, Covers covers, Instant near, Instant after, int most) {
    List<Firing> all = new ArrayList<>();
    Instant tick = near.isBefore(runs.start()) ? ticks.from(runs.start()) : near;
    while (all.size() < most && !runs.end().filter(tick::isAfter).isPresent()) {
      Instant next = ticks.after(tick);
      Firing firing = covers == Covers.TICKS ? new Firing(tick, next) : new Firing(tick, tick);
      if (firing.end().isAfter(after)) {
        all.add(firing);
      }
      tick = next;
    }
    return all;
  }
}
