package dev.plumbline.examples.fees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.examples.flights.RawFlight;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.testing.PipelineTester;
import dev.plumbline.testing.TestedRun;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class AirportFeesTest {
  private static final Airport BOSTON = new Airport("BOS", "Logan", "Boston", "MA", 42.4, -71.0);

  private static RawFlight flight(int month, String to, long miles) {
    return new RawFlight(LocalDateTime.of(2001, month, 3, 10, 0), 0, miles, "ATL", to);
  }

  private static PipelineTester tester() {
    return PipelineTester.of(new AirportFees())
        .source("airports", BOSTON)
        .source(
            "ingest",
            flight(1, "BOS", 946),
            flight(1, "BOS", 100),
            flight(2, "BOS", 946),
            flight(2, "XXX", 500));
  }

  @Test
  void billsEachMonthToTheCent() {
    TestedRun run = tester().run();
    assertThat(run.rows(AirportFees.BILLS))
        .containsExactlyInAnyOrder(
            // 125.00 + 3.75 × 9.46 = 160.475, half to even: 160.48; and 128.75
            new Bill("2001-01", "BOS", 2, new BigDecimal("289.23")),
            new Bill("2001-02", "BOS", 1, new BigDecimal("160.48")));
  }

  @Test
  void keepsWhatNoTariffCovers() {
    TestedRun run = tester().run();
    assertThat(run.rows(AirportFees.UNBILLED))
        .containsExactly(new Unbilled(LocalDateTime.of(2001, 2, 3, 10, 0), "ATL", "XXX"));
  }

  @Test
  void anotherTariffBillsAgain() {
    PipelineTester tester = tester();
    assertThat(tester.run().runAgain().decision("bills").verb()).isEqualTo(Verb.REUSE);
    TestedRun dearer = tester.set("pipeline.landing", "200.00").run();
    assertThat(dearer.decision("bills").reason())
        .contains("price: parameter landing changed from 125.00 to 200.00");
    assertThat(dearer.rows(AirportFees.BILLS))
        .extracting(Bill::total)
        .contains(new BigDecimal("235.48"));
  }
}
