package dev.plumbline.dags.schedule;

import dev.plumbline.pipeline.Interval;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The id of the run that a scheduler does for an interval: it follows from pipeline and interval
 * alone, so every retry has it, and so has a backfill by hand.
 */
public final class RunName {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunName() {}

  /** For example {@code flight-scores-20010601T000000Z}. */
  public static String of(String pipeline, Interval interval) {
    return of(pipeline, interval.start());
  }

  /** Of what begins at a moment. */
  public static String of(String pipeline, Instant start) {
    return pipeline + "-" + FORM.format(start);
  }
}
