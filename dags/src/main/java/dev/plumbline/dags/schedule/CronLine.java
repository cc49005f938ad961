package dev.plumbline.dags.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cron line, as far as all cron programs read it alike: five fields of numbers, names, ranges,
 * lists and steps. Not a day of the month and a day of the week at once, which some take for "and",
 * some for "or", and neither {@code 5/10}, {@code L}, {@code #} nor {@code ?}.
 */
public final class CronLine {
  private static final int FARTHEST_DAYS = 8 * 366;
  private static final Map<String, String> PRESETS =
      Map.of(
          "@hourly", "0 * * * *",
          "@daily", "0 0 * * *",
          "@weekly", "0 0 * * 0",
          "@monthly", "0 0 1 * *",
          "@quarterly", "0 0 1 1,4,7,10 *",
          "@yearly", "0 0 1 1 *");

  private final String text;
  private final Map<CronField.Name, CronField> fields;

  private CronLine(String text, Map<CronField.Name, CronField> fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * Reads a line, or one of the words that begin with an {@code @}.
   *
   * @throws IllegalArgumentException saying which field is wrong
   */
  public static CronLine parse(String line) {
    String[] parts = PRESETS.getOrDefault(line, line).strip().split("\\s+");
    if (parts.length != CronField.Name.values().length) {
      throw new IllegalArgumentException(
          "Cannot read the cron line '"
              + line
              + "': it has "
              + parts.length
              + " fields, write five (minute, hour, day, month, weekday) or one of "
              + PRESETS.keySet().stream().sorted().toList());
    }
    Map<CronField.Name, CronField> fields = new EnumMap<>(CronField.Name.class);
    List<String> texts = new ArrayList<>();
    for (CronField.Name name : CronField.Name.values()) {
      CronField field = CronField.parse(name, parts[texts.size()]);
      fields.put(name, field);
      texts.add(field.text());
    }
    CronLine cron = new CronLine(String.join(" ", texts), fields);
    if (!cron.days().isAll() && !cron.weekdays().isAll()) {
      throw new IllegalArgumentException(
          "Cannot read the cron line '"
              + line
              + "': it names days of the month and of the week, which not every scheduler"
              + " understands alike, set one of them to *");
    }
    if (cron.after(LocalDateTime.of(2000, 1, 1, 0, 0)).isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot use the cron line '" + line + "': no day is ever like that, name another");
    }
    return cron;
  }

  /** Numbers only. */
  public String text() {
    return text;
  }

  /** Whether it ticks in every hour of its days. */
  boolean coversEveryHour() {
    return hours().isAll();
  }

  /** The first tick behind a time, by the clock on the wall. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    LocalDateTime from = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    LocalDate day = from.toLocalDate();
    for (int i = 0; i < FARTHEST_DAYS; i++) {
      if (ticksOn(day)) {
        int first = i == 0 ? from.toLocalTime().toSecondOfDay() / 60 : 0;
        for (int minute = first; minute < 24 * 60; minute++) {
          if (ticksAt(minute)) {
            return Optional.of(day.atStartOfDay().plusMinutes(minute));
          }
        }
      }
      day = day.plusDays(1);
    }
    return Optional.empty();
  }

  /** The last tick before a time, by the clock on the wall. */
  Optional<LocalDateTime> before(LocalDateTime time) {
    LocalDateTime whole = time.truncatedTo(ChronoUnit.MINUTES);
    LocalDateTime from = whole.equals(time) ? whole.minusMinutes(1) : whole;
    LocalDate day = from.toLocalDate();
    for (int i = 0; i < FARTHEST_DAYS; i++) {
      if (ticksOn(day)) {
        int last = i == 0 ? from.toLocalTime().toSecondOfDay() / 60 : 24 * 60 - 1;
        for (int minute = last; minute >= 0; minute--) {
          if (ticksAt(minute)) {
            return Optional.of(day.atStartOfDay().plusMinutes(minute));
          }
        }
      }
      day = day.minusDays(1);
    }
    return Optional.empty();
  }

  private boolean ticksOn(LocalDate day) {
    BitSet months = fields.get(CronField.Name.MONTH).values();
    return months.get(day.getMonthValue())
        && days().values().get(day.getDayOfMonth())
        && weekdays().values().get(day.getDayOfWeek().getValue() % 7);
  }

  private boolean ticksAt(int minuteOfDay) {
    BitSet minutes = fields.get(CronField.Name.MINUTE).values();
    return hours().values().get(minuteOfDay / 60) && minutes.get(minuteOfDay % 60);
  }

  private CronField hours() {
    return fields.get(CronField.Name.HOUR);
  }

  private CronField days() {
    return fields.get(CronField.Name.DAY);
  }

  private CronField weekdays() {
    return fields.get(CronField.Name.WEEKDAY);
  }

  @Override
  public String toString() {
    return text;
  }
}
