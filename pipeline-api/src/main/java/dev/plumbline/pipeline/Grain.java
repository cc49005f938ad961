package dev.plumbline.pipeline;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How long one interval of a pipeline is. */
public enum Grain {
  HOUR(ChronoUnit.HOURS),
  DAY(ChronoUnit.DAYS),
  WEEK(ChronoUnit.WEEKS),
  MONTH(ChronoUnit.MONTHS);

  private final ChronoUnit unit;

  Grain(ChronoUnit unit) {
    this.unit = unit;
  }

  /** The interval that begins at a day's start in a zone; a week or month may begin on any day. */
  public Interval startingOn(LocalDate date, ZoneId zone) {
    return startingAt(date.atStartOfDay(zone));
  }

  /** The interval that begins at this moment; one of whole days ends where a day begins. */
  public Interval startingAt(ZonedDateTime start) {
    LocalDate day = start.toLocalDate();
    ZoneId zone = start.getZone();
    boolean days = unit.isDateBased() && start.equals(day.atStartOfDay(zone));
    ZonedDateTime end = days ? day.plus(1, unit).atStartOfDay(zone) : start.plus(1, unit);
    return new Interval(start.toInstant(), end.toInstant(), zone);
  }

  /** The interval that follows another one. */
  public Interval after(Interval interval) {
    return startingAt(interval.end().atZone(interval.zone()));
  }
}
