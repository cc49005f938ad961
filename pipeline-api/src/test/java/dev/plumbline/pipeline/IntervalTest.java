package dev.plumbline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals by grain and zone, where clocks change too. */
class IntervalTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2001-06-01, UTC, PT1H, 2001-06-01T00:00/2001-06-01T01:00",
    "DAY, 2001-06-01, UTC, PT24H, 2001-06-01/2001-06-02",
    "WEEK, 2001-06-01, UTC, PT168H, 2001-06-01/2001-06-08",
    "MONTH, 2001-02-01, UTC, PT672H, 2001-02-01/2001-03-01",
    "MONTH, 2001-01-31, UTC, PT672H, 2001-01-31/2001-02-28",
    // clocks go forward, and back
    "DAY, 2001-04-01, America/New_York, PT23H, 2001-04-01/2001-04-02[America/New_York]",
    "DAY, 2001-10-28, America/New_York, PT25H, 2001-10-28/2001-10-29[America/New_York]",
    "WEEK, 2001-03-30, America/New_York, PT167H, 2001-03-30/2001-04-06[America/New_York]",
    // midnight does not exist
    "DAY, 2018-11-04, America/Sao_Paulo, PT23H, 2018-11-04/2018-11-05[America/Sao_Paulo]"
  })
  void anIntervalIsAsLongAsItsGrainInItsZone(
      Grain grain, LocalDate date, ZoneId zone, Duration length, String text) {
    Interval interval = grain.startingOn(date, zone);
    assertThat(interval.date()).isEqualTo(date);
    assertThat(Duration.between(interval.start(), interval.end())).isEqualTo(length);
    assertThat(interval.toString()).isEqualTo(text);
    assertThat(interval.contains(interval.start())).isTrue();
    assertThat(interval.contains(interval.end())).isFalse();
    assertThat(grain.after(interval).start()).isEqualTo(interval.end());
  }

  @Test
  void daysFollowEachOtherWithoutGapWhereClocksChange() {
    for (String zone : new String[] {"America/New_York", "America/Sao_Paulo", "UTC"}) {
      Interval interval = Grain.DAY.startingOn(LocalDate.of(2018, 1, 1), ZoneId.of(zone));
      for (int i = 1; i <= 365; i++) {
        interval = Grain.DAY.after(interval);
        assertThat(interval.date()).as(zone).isEqualTo(LocalDate.of(2018, 1, 1).plusDays(i));
        assertThat(interval)
            .as(zone)
            .isEqualTo(Grain.DAY.startingOn(interval.date(), ZoneId.of(zone)));
      }
    }
  }

  @Test
  void everyHourOfADayOfTwentyFiveHasItsOwnName() {
    ZoneId zone = ZoneId.of("America/New_York");
    LocalDate day = LocalDate.of(2001, 10, 28);
    Interval hour = Grain.HOUR.startingOn(day, zone);
    Set<String> names = new HashSet<>();
    while (hour.date().equals(day)) {
      names.add(hour.toString());
      hour = Grain.HOUR.after(hour);
    }
    assertThat(names).hasSize(25);
  }

  @Test
  void aDayBelongsToItsOwnInterval() {
    Interval day = Grain.DAY.startingOn(LocalDate.of(2001, 6, 1), ZoneId.of("America/New_York"));
    assertThat(day.contains(LocalDate.of(2001, 6, 1))).isTrue();
    assertThat(day.contains(LocalDate.of(2001, 6, 2))).isFalse();
    assertThat(day.contains(Instant.parse("2001-06-01T03:59:59Z"))).isFalse();
    assertThat(day.contains(Instant.parse("2001-06-02T03:59:59Z"))).isTrue();
  }

  @Test
  void anIntervalBeginsBeforeItsEnd() {
    assertThatThrownBy(() -> new Interval(Instant.EPOCH, Instant.EPOCH, ZoneOffset.UTC))
        .hasMessageContaining("it must begin before its end");
    assertThat(new Interval(Instant.EPOCH, Instant.EPOCH.plusSeconds(90), UTC))
        .hasToString("1970-01-01T00:00/1970-01-01T00:01:30");
  }
}
