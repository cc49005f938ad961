package dev.plumbline.dags.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTicksTest {
  private static List<String> ticks(String line, String zone, String from, int most) {
    Ticks ticks = new Ticks.Cron(CronLine.parse(line), ZoneId.of(zone));
    List<String> all = new ArrayList<>();
    Instant at = Instant.parse(from);
    for (int i = 0; i < most; i++) {
      at = ticks.after(at);
      all.add(at.toString().replace(":00Z", "Z"));
    }
    return all;
  }

  @Test
  void aTickThatClocksSkipComesAsMuchLater() {
    assertThat(ticks("30 2 * * *", "Europe/Berlin", "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z");
  }

  @Test
  void aTickThatClocksRepeatComesTheSecondTime() {
    assertThat(ticks("30 2 * * *", "Europe/Berlin", "2026-10-23T12:00:00Z", 3))
        .containsExactly("2026-10-24T00:30Z", "2026-10-25T01:30Z", "2026-10-26T01:30Z");
  }

  @Test
  void everyHourIsEveryHourThatPasses() {
    assertThat(ticks("30 * * * *", "Europe/Berlin", "2026-10-24T23:45:00Z", 3))
        .containsExactly("2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:30Z");
    assertThat(ticks("30 * * * *", "Europe/Berlin", "2026-03-28T23:45:00Z", 3))
        .containsExactly("2026-03-29T00:30Z", "2026-03-29T01:30Z", "2026-03-29T02:30Z");
  }

  @ParameterizedTest
  @CsvSource({
    "@daily, 0 0 * * *",
    "0 0 * * MON-FRI, '0 0 * * 1,2,3,4,5'",
    "0 0 * * 7, 0 0 * * 0",
    "0 0 * * 5-7, '0 0 * * 0,5,6'",
    "0-59 */1 1-31 jan-dec *, * * * * *",
    "'*/15 8-18/2 * * *', '*/15 8-18/2 * * *'",
    "0 0 1 JAN *, 0 0 1 1 *",
  })
  void oneLineIsWrittenOneWay(String line, String written) {
    assertThat(CronLine.parse(line).text()).isEqualTo(written);
    assertThat(CronLine.parse(written).text()).isEqualTo(written);
  }

  @Test
  void theTickBeforeIsTheOneWhoseNextIsThis() {
    for (String line : List.of("*/7 3-5 * * 1", "0 0 29 2 *", "15 * * * *", "0 12 1 */3 *")) {
      Ticks ticks = new Ticks.Cron(CronLine.parse(line), ZoneId.of("America/New_York"));
      Instant at = Instant.parse("2023-01-01T00:00:00Z");
      for (int i = 0; i < 50; i++) {
        Instant next = ticks.after(at);
        assertThat(ticks.after(ticks.before(next))).as(line).isEqualTo(next);
        at = next;
      }
    }
  }
}
