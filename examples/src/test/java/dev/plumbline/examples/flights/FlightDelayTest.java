package dev.plumbline.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.event.RunStatus;
import dev.plumbline.runner.plan.Verb;
import dev.plumbline.testing.PipelineTester;
import dev.plumbline.testing.TestedRun;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlightDelayTest {
  private static final String[] AIRPORTS = {"ATL", "BOS", "DEN", "ORD"};

  /** Days of March to June 2001 on which flights out of ORD are late more often. */
  private static List<RawFlight> flights() {
    Random random = new Random(7);
    List<RawFlight> flights = new ArrayList<>();
    for (LocalDate day = LocalDate.of(2001, 3, 1); day.getMonthValue() < 7; day = day.plusDays(1)) {
      for (int i = 0; i < 24; i++) {
        String origin = AIRPORTS[i % 4];
        String destination = AIRPORTS[(i + 1 + i / 8) % 4];
        boolean late = random.nextInt(100) < (origin.equals("ORD") ? 55 : 12);
        LocalDateTime at = day.atTime(6 + i / 2, 0);
        flights.add(new RawFlight(at, late ? 40 : -3, 500 + 100L * (i % 3), origin, destination));
      }
    }
    return flights;
  }

  private static PipelineTester tester() {
    return PipelineTester.of(new FlightDelay())
        .source("ingest", flights())
        .set("train.boosting.rounds", "10")
        .set("train.boosting.depth", "3");
  }

  @Test
  void trainsRegistersAndScoresTheTestDays() {
    TestedRun run = tester().run();
    assertThat(run.metric("evaluate", "auc")).isGreaterThan(0.6);
    assertThat(run.version("register")).contains(1);
    assertThat(run.rows(Tables.TEST_SCORES))
        .hasSize(30 * 24)
        .allSatisfy(s -> assertThat(s.day()).isAfterOrEqualTo(LocalDate.of(2001, 6, 1)));
    assertThat(run.runAgain().plan().steps())
        .allSatisfy(s -> assertThat(s.decision().verb()).isEqualTo(Verb.REUSE));
  }

  @Test
  void aRefusedChallengerLeavesTheChampion() {
    PipelineTester tester = tester();
    tester.run();
    TestedRun challenger = tester.set("label.minutes", "60").tryRun();
    assertThat(challenger.status("publish")).isNotEqualTo(RunStatus.FINISHED);
    assertThat(challenger.version("register")).isEmpty();
  }

  @Test
  void theNightlyJobScoresOneDayByTheChampion() {
    PipelineTester training = tester();
    TestedRun trained = training.run();
    LocalDate night = LocalDate.of(2001, 6, 20);
    PipelineTester nightly = training.then(new FlightScores()).interval(night);
    TestedRun first = nightly.run();
    assertThat(first.rows(Tables.SCORES))
        .hasSize(24)
        .allSatisfy(s -> assertThat(s.day()).isEqualTo(night));
    assertThat(trained.version("register")).contains(1);
    TestedRun before = nightly.interval(night.minusDays(7)).run();
    assertThat(before.rows(Tables.SCORES)).hasSize(48);
  }
}
