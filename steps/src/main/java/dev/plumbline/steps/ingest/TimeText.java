package dev.plumbline.steps.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/**
 * Dates and times in ISO 8601, a blank being as good as the {@code T}: {@code 2001-06-01}, {@code
 * 2001-06-01 10:30}, {@code 2001-06-01T10:30:00.123456}, for instants with {@code Z} or an offset
 * behind. Finer than a microsecond is refused, since no store holds it.
 */
abstract sealed class TimeText implements CellText {
  private static final int DATE_LENGTH = 10;
  private static final int MINUTE_LENGTH = 16;
  private static final int SECOND_LENGTH = 19;
  private static final int LONGEST = 26;

  private final String expected;
  private LocalDate lastDay = LocalDate.EPOCH;
  private int lastDigits = 1970_01_01;

  private TimeText(String expected) {
    this.expected = expected;
  }

  @Override
  public final String expected() {
    return expected;
  }

  @Override
  public final Object cell(char[] text, int from, int length) {
    try {
      return time(text, from, length);
    } catch (DateTimeException e) {
      return BAD;
    }
  }

  abstract Object time(char[] text, int from, int length);

  /** Days come in runs, so the last one is kept. Null when it is no date. */
  final LocalDate day(char[] text, int at) {
    int year = digits(text, at, 4);
    int month = digits(text, at + 5, 2);
    int day = digits(text, at + 8, 2);
    if ((year | month | day) < 0 || text[at + 4] != '-' || text[at + 7] != '-') {
      return null;
    }
    int all = year * 10_000 + month * 100 + day;
    if (all != lastDigits) {
      lastDay = LocalDate.of(year, month, day);
      lastDigits = all;
    }
    return lastDay;
  }

  /** Null when it is no local time. */
  final LocalDateTime local(char[] text, int from, int length) {
    if ((length != MINUTE_LENGTH && length < SECOND_LENGTH) || length > LONGEST) {
      return null;
    }
    LocalDate day = day(text, from);
    char between = text[from + DATE_LENGTH];
    int hour = digits(text, from + 11, 2);
    int minute = digits(text, from + 14, 2);
    boolean marks = (between == 'T' || between == ' ') && text[from + 13] == ':';
    if (day == null || !marks || (hour | minute) < 0) {
      return null;
    }
    if (length == MINUTE_LENGTH) {
      return day.atTime(hour, minute);
    }
    int second = digits(text, from + 17, 2);
    if (text[from + MINUTE_LENGTH] != ':' || second < 0) {
      return null;
    }
    if (length == SECOND_LENGTH) {
      return day.atTime(hour, minute, second);
    }
    int places = length - SECOND_LENGTH - 1;
    int fraction = digits(text, from + SECOND_LENGTH + 1, places);
    if (text[from + SECOND_LENGTH] != '.' || places == 0 || fraction < 0) {
      return null;
    }
    int nanos = fraction;
    for (int i = places; i < 9; i++) {
      nanos *= 10;
    }
    return day.atTime(hour, minute, second, nanos);
  }

  private static int digits(char[] text, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static Object orBad(Object value) {
    return value == null ? BAD : value;
  }

  static final class OfDate extends TimeText {
    OfDate() {
      super("a date such as 2001-06-01");
    }

    @Override
    Object time(char[] text, int from, int length) {
      return length == DATE_LENGTH ? orBad(day(text, from)) : BAD;
    }
  }

  static final class OfLocal extends TimeText {
    OfLocal() {
      super("a time without zone, to the microsecond, such as 2001-06-01T10:30:00");
    }

    @Override
    Object time(char[] text, int from, int length) {
      return orBad(local(text, from, length));
    }
  }

  static final class OfInstant extends TimeText {
    OfInstant() {
      super("a time with zone, to the microsecond, such as 2001-06-01T10:30:00Z");
    }

    @Override
    Object time(char[] text, int from, int length) {
      if (length > 0 && text[from + length - 1] == 'Z') {
        LocalDateTime utc = local(text, from, length - 1);
        return utc == null ? BAD : utc.toInstant(java.time.ZoneOffset.UTC);
      }
      String iso = new String(text, from, length).replace(' ', 'T');
      Instant instant = OffsetDateTime.parse(iso).toInstant();
      return instant.getNano() % 1000 == 0 ? instant : BAD;
    }
  }
}
