package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spark.runs.TestingProject.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples' nightly job over real tables: each date its own partition, by the champion. */
class NightlyScoresTest {
  private static final String[] AIRPORTS = {"ATL", "BOS", "DEN", "ORD"};
  private static final int FLIGHTS = 24;

  @TempDir Path folder;

  /** A project with flights from April to June 2001. */
  private TestingProject project(String engine) throws IOException {
    TestingProject project = new TestingProject(folder, engine);
    Files.write(folder.resolve("flights.csv"), flights());
    return project;
  }

  /** Flights out of ORD are late more often. */
  private static List<String> flights() {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>(List.of("date,delay,distance,origin,destination"));
    for (LocalDate day = LocalDate.of(2001, 4, 1); day.getMonthValue() < 7; day = day.plusDays(1)) {
      for (int i = 0; i < FLIGHTS; i++) {
        String origin = AIRPORTS[i % 4];
        String destination = AIRPORTS[(i + 1 + i / 8) % 4];
        int delay = random.nextInt(100) < (origin.equals("ORD") ? 55 : 12) ? 40 : -3;
        int miles = 500 + 100 * (i % 3);
        String at = day.atTime(6 + i / 2, 0).toString();
        lines.add(String.join(",", at, "" + delay, "" + miles, origin, destination));
      }
    }
    return lines;
  }

  private static Said train(TestingProject project, int rounds, int depth) {
    return project.plumb(
        "run",
        "flight-delay",
        "--engine",
        "local",
        "--set",
        "pipeline.source=flights.csv",
        "--set",
        "train.boosting.rounds=" + rounds,
        "--set",
        "train.boosting.depth=" + depth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "spark"})
  void aBackfillRewritesItsDateAlone(String engine) throws IOException {
    TestingProject project = project(engine);
    assertThat(train(project, 10, 3).exit()).isZero();
    Path scores = project.table("scores");
    project.done("run", "flight-scores", "--from", "2001-06-03", "--to", "2001-06-05");
    LiveFiles newer = LiveFiles.of(scores);
    assertThat(newer.files()).hasSize(3);

    project.done("run", "flight-scores", "--date", "2001-06-01");
    LiveFiles withOlder = LiveFiles.of(scores);
    assertThat(withOlder.besides("2001-06-01")).isEqualTo(newer);
    assertThat(withOlder.on("2001-06-01").files()).isNotEmpty();

    List<String> rows = project.rows("scores");
    project.done("run", "flight-scores", "--date", "2001-06-03", "--force");
    LiveFiles rewritten = LiveFiles.of(scores);
    assertThat(rewritten.besides("2001-06-03")).isEqualTo(withOlder.besides("2001-06-03"));
    assertThat(rewritten.on("2001-06-03").files())
        .isNotEmpty()
        .doesNotContainKeys(withOlder.on("2001-06-03").files().keySet().toArray(String[]::new));
    assertThat(project.rows("scores")).isEqualTo(rows).hasSize(4 * FLIGHTS);

    assertThat(project.done("plan", "flight-scores", "--date", "2001-06-05").out())
        .contains("publish      REUSE")
        .doesNotContain("RUN");
  }

  @Test
  void aWeekOnSparkIsTheWeekOnTheLocalEngine() throws IOException {
    TestingProject project = project("local");
    assertThat(train(project, 10, 3).exit()).isZero();
    project.done("run", "flight-scores", "--from", "2001-06-01", "--to", "2001-06-07");
    LiveFiles files = LiveFiles.of(project.table("scores"));
    List<String> rows = project.rows("scores");
    assertThat(rows).hasSize(7 * FLIGHTS);

    Said week =
        project.done(
            "run",
            "flight-scores",
            "--from",
            "2001-06-01",
            "--to",
            "2001-06-07",
            "--engine",
            "spark",
            "--force");

    assertThat(week.out())
        .contains("flight-scores for 2001-06-07/2001-06-08 on spark")
        .contains("7 of 7 intervals:\n  2001-06-01  done")
        .contains("\n  2001-06-07  done");
    assertThat(LiveFiles.of(project.table("scores")).files())
        .hasSize(7)
        .doesNotContainKeys(files.files().keySet().toArray(String[]::new));
    assertThat(project.rows("scores")).isEqualTo(rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "spark"})
  void aRefusedChallengerLeavesTonightToTheChampion(String engine) throws IOException {
    TestingProject project = project(engine);
    assertThat(train(project, 2, 1).exit()).isZero();
    assertThat(train(project, 10, 3).exit()).isZero();

    Said refused = train(project, 1, 1);
    assertThat(refused.exit()).isEqualTo(4);
    assertThat(refused.out()).contains("gate refused: ").contains("flight-delay: no new version");

    Said tonight = project.done("run", "flight-scores", "--date", "2001-06-20");
    assertThat(tonight.out()).contains("flight-delay v2");
    List<String> scores = project.rows("scores");
    assertThat(scores).hasSize(FLIGHTS);
    assertThat(byVersion(project, 2)).isEqualTo(scores);
    assertThat(byVersion(project, 1)).isNotEqualTo(scores);
  }

  private static List<String> byVersion(TestingProject project, int version) {
    project.done(
        "run", "flight-scores", "--date", "2001-06-20", "--force", "--model-version", "" + version);
    return project.rows("scores");
  }
}
