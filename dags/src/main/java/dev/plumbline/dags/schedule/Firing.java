package dev.plumbline.dags.schedule;

import dev.plumbline.dags.document.Slice;
import dev.plumbline.pipeline.Grain;
import dev.plumbline.pipeline.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One run of a schedule: it begins when its data interval ends.
 *
 * @param start of the data interval as the scheduler has it
 * @param end of it; the same moment where the schedule's ticks cover nothing
 */
public record Firing(Instant start, Instant end) {
  /** The pipeline's interval that the run is for; empty where its tick doesn't tell. */
  public Optional<Interval> interval(Slice slice) {
    return switch (slice.from()) {
      case TICKS -> Optional.of(new Interval(start, end, slice.zone()));
      case WHOLE -> Optional.of(whole(slice));
      case ASSETS -> Optional.empty();
    };
  }

  private Interval whole(Slice slice) {
    ZonedDateTime tick = end.atZone(slice.zone());
    if (slice.grain() == Grain.HOUR) {
      ZonedDateTime hour = tick.truncatedTo(ChronoUnit.HOURS);
      return new Interval(hour.minusHours(1).toInstant(), hour.toInstant(), slice.zone());
    }
    LocalDate last = tick.toLocalDate();
    LocalDate first =
        switch (slice.grain()) {
          case MONTH -> last.minusMonths(1);
          case WEEK -> last.minusWeeks(1);
          default -> last.minusDays(1);
        };
    return new Interval(
        first.atStartOfDay(slice.zone()).toInstant(),
        last.atStartOfDay(slice.zone()).toInstant(),
        slice.zone());
  }
}
