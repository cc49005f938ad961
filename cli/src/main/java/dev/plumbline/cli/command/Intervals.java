package dev.plumbline.cli.command;

import dev.plumbline.pipeline.Grain;
import dev.plumbline.pipeline.Interval;
import dev.plumbline.pipeline.Pipeline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dates on the command line, as intervals at a pipeline's grain. */
final class Intervals {
  private static final int MOST = 10_000;

  private Intervals() {}

  /** Whether it is written like a date, {@code 2001-06-01} or {@code 2001-06-01T05:00}. */
  static boolean isDate(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  static List<Optional<Interval>> of(
      Pipeline pipeline, Optional<String> date, Optional<String> from, Optional<String> to) {
    if (date.isPresent() && (from.isPresent() || to.isPresent())) {
      throw new UsageException("Cannot take --date with --from and --to, give the one or the two");
    }
    if (from.isPresent() != to.isPresent()) {
      throw new UsageException(
          "Cannot tell which intervals: "
              + (from.isPresent() ? "--from" : "--to")
              + " is a date and its fellow is missing, give --from DATE --to DATE or --date DATE");
    }
    if (date.isPresent()) {
      return List.of(Optional.of(pipeline.grain().startingAt(start(pipeline, date.get(), false))));
    }
    if (from.isEmpty()) {
      return List.of(Optional.empty());
    }
    return between(pipeline, start(pipeline, from.get(), false), start(pipeline, to.get(), true));
  }

  private static List<Optional<Interval>> between(
      Pipeline pipeline, ZonedDateTime from, ZonedDateTime to) {
    if (from.isAfter(to)) {
      throw new UsageException(
          "Cannot run backwards: --from "
              + from.toLocalDate()
              + " is after --to "
              + to.toLocalDate());
    }
    List<Optional<Interval>> all = new ArrayList<>();
    Interval next = pipeline.grain().startingAt(from);
    while (!next.start().isAfter(to.toInstant())) {
      if (all.size() == MOST) {
        throw new UsageException(
            "Cannot run more than " + MOST + " intervals at once, give a nearer --to");
      }
      all.add(Optional.of(next));
      next = pipeline.grain().after(next);
    }
    return all;
  }

  private static ZonedDateTime start(Pipeline pipeline, String text, boolean last) {
    try {
      if (text.indexOf('T') < 0) {
        LocalDate day = LocalDate.parse(text);
        boolean end = last && pipeline.grain() == Grain.HOUR;
        return day.atTime(end ? LocalTime.of(23, 0) : LocalTime.MIDNIGHT).atZone(pipeline.zone());
      }
      return text.endsWith("Z")
          ? Instant.parse(text).atZone(pipeline.zone())
          : LocalDateTime.parse(text).atZone(pipeline.zone());
    } catch (DateTimeException e) {
      throw new UsageException(
          "Cannot read the date " + text + ", write it like 2001-06-01 or 2001-06-01T05:00");
    }
  }

  /** An interval as {@code --date} takes it. */
  static String text(Interval interval) {
    LocalDateTime start = interval.start().atZone(interval.zone()).toLocalDateTime();
    return start.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? start.toLocalDate().toString()
        : start.toString();
  }
}
