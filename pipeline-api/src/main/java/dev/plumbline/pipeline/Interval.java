package dev.plumbline.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The half-open stretch of time that a run is for: {@code start} belongs to it, {@code end} not.
 */
public record Interval(Instant start, Instant end, ZoneId zone) {
  public Interval {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "Cannot make an interval from "
              + start
              + " to "
              + end
              + ", it must begin before its end");
    }
  }

  /** The day on which it begins, in its zone. */
  public LocalDate date() {
    return start.atZone(zone).toLocalDate();
  }

  /** The first day that no longer belongs to it, in its zone. */
  public LocalDate endDate() {
    return end.atZone(zone).toLocalDate();
  }

  public boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  public boolean contains(LocalDate day) {
    return !day.isBefore(date()) && day.isBefore(endDate());
  }

  /** For example {@code 2001-06-01/2001-06-02}, with times where it isn't made of whole days. */
  @Override
  public String toString() {
    var from = start.atZone(zone).toLocalDateTime();
    var to = end.atZone(zone).toLocalDateTime();
    boolean days = beginsDay(start) && beginsDay(end);
    String text = days ? from.toLocalDate() + "/" + to.toLocalDate() : from + "/" + to;
    return zone.getId().equals("UTC") ? text : text + "[" + zone + "]";
  }

  /** A day need not begin at midnight, where clocks go forward then. */
  private boolean beginsDay(Instant time) {
    return time.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant().equals(time);
  }
}
