package dev.plumbline.models.encoding;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of a date or a time; of a point in time, in UTC. */
public enum CalendarPart {
  /** Monday is 1. */
  DAY_OF_WEEK,
  DAY_OF_MONTH,
  DAY_OF_YEAR,
  MONTH,
  /** 0 to 23. */
  HOUR;

  static final List<CalendarPart> OF_DATE = List.of(DAY_OF_WEEK, DAY_OF_MONTH, DAY_OF_YEAR, MONTH);
  static final List<CalendarPart> OF_TIME = List.of(values());

  /** As in column names and in {@code encoder.json}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CalendarPart of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  static void encode(Object value, List<CalendarPart> parts, float[] into, int at) {
    if (value instanceof LocalDate d) {
      encode(d, 0, parts, into, at);
    } else if (value instanceof LocalDateTime t) {
      encode(t.toLocalDate(), t.getHour(), parts, into, at);
    } else if (value instanceof Instant i) {
      LocalDateTime t = LocalDateTime.ofEpochSecond(i.getEpochSecond(), 0, ZoneOffset.UTC);
      encode(t.toLocalDate(), t.getHour(), parts, into, at);
    } else {
      Arrays.fill(into, at, at + parts.size(), Float.NaN);
    }
  }

  private static void encode(
      LocalDate day, int hour, List<CalendarPart> parts, float[] into, int at) {
    for (int i = 0; i < parts.size(); i++) {
      into[at + i] =
          switch (parts.get(i)) {
            case DAY_OF_WEEK -> day.getDayOfWeek().getValue();
            case DAY_OF_MONTH -> day.getDayOfMonth();
            case DAY_OF_YEAR -> day.getDayOfYear();
            case MONTH -> day.getMonthValue();
            case HOUR -> hour;
          };
    }
  }
}
