package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions and records are in order by how they came, whatever the clock of the machine said. */
final class WrongClockTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
  }

  private void clock(int hours) {
    project.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
  }

  @Test
  void theLastRunCountsAlsoWhenItsClockWasBehind() {
    assertThat(project.plumb("run", "orders").out()).contains("orders@v0  4 rows");
    clock(-2);
    assertThat(project.plumb("run", "orders", "--set", "pipeline.least=200").out())
        .contains("orders@v1  2 rows");
    clock(-4);
    assertThat(project.plumb("plan", "orders", "--set", "pipeline.least=200").out())
        .contains("unchanged since run run2");
    assertThat(project.plumb("run", "orders").out())
        .contains("table orders was changed by commit 1")
        .contains("orders@v2  4 rows");
    clock(2);
    assertThat(project.plumb("run", "orders").out()).contains("unchanged since run run4");
    clock(0);
    assertThat(project.plumb("run", "orders").out())
        .contains("table   orders@v2  4 rows  (unchanged)");
  }

  @Test
  void anAliasMovesToTheVersionThatCameLast() {
    project.plumb("run", "orders");
    clock(2);
    assertThat(project.plumb("run", "order-model").exit()).isZero();
    clock(-2);
    assertThat(project.plumb("run", "order-model", "--force").exit()).isZero();
    assertThat(project.plumb("models", "show", "lateness").out()).containsPattern("2 .*champion");
  }

  @Test
  void aLeapDayIsADay() throws IOException {
    Files.writeString(
        folder.resolve("orders.csv"),
        """
        day,customer,cents,late
        2004-02-28,ada,250,true
        2004-02-29,bob,150,false
        2004-03-01,cyd,300,true
        """);
    project.plumb("run", "orders");
    var said = project.plumb("run", "order-days", "--from", "2004-02-28", "--to", "2004-03-01");
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("order-days@v0  1 row")
        .contains("order-days@v1  1 row")
        .contains("order-days@v2  1 row");
    assertThat(project.plumb("plan", "order-days", "--date", "2004-02-29").out())
        .contains("unchanged since run");
  }
}
