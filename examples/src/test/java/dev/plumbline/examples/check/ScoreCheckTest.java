package dev.plumbline.examples.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.examples.flights.AirportDay;
import dev.plumbline.examples.flights.FlightScore;
import dev.plumbline.examples.flights.Tables;
import dev.plumbline.testing.PipelineTester;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ScoreCheckTest {
  private static final LocalDate DAY = LocalDate.of(2001, 6, 2);

  private static FlightScore score(LocalDate day, String from, double late) {
    return new FlightScore(day, day.atTime(9, 30), from, "BOS", late);
  }

  @Test
  void holdsTheDaysMeanAgainstWhatHappened() {
    var run =
        PipelineTester.of(new ScoreCheck())
            .interval(DAY)
            .table(
                Tables.SCORES,
                score(DAY, "ATL", 0.2),
                score(DAY, "ATL", 0.3),
                score(DAY, "XXX", 0.9), // of which nothing is known
                score(DAY.plusDays(1), "ATL", 0.9))
            .table(
                Tables.DAYS,
                new AirportDay(DAY, "ATL", 2, 0.5),
                new AirportDay(DAY, "BOS", 7, 0.1),
                new AirportDay(DAY.plusDays(1), "ATL", 1, 1))
            .run();

    assertThat(run.rows(ScoreCheck.CHECKED)).containsExactly(new Checked(DAY, "ATL", 2, 0.25, 0.5));
  }
}
