package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder);
  }

  @Test
  void saysWhatARunWouldDo() {
    assertThat(project.plumb("plan", "orders").out())
        .isEqualTo(
            """
            orders on local
              ingest   RUN        never ran
              big      RUN        never ran
              publish  RUN        never ran
            """);
    assertThat(folder.resolve(".plumbline/tables")).doesNotExist();
  }

  @Test
  void isWhatTheRunThenDoes() {
    project.plumb("run", "orders");
    String[] change = {"orders", "--set", "big.cents=130"};

    String plan = project.plumb("plan", change[0], change[1], change[2]).out();
    String run = project.plumb("run", change[0], change[1], change[2]).out();

    assertThat(plan).contains("parameter cents changed from 100 to 130");
    assertThat(run).contains(plan.stripTrailing());
  }

  @Test
  void answersInJson() {
    var json = project.plumb("plan", "orders", "--json").json();

    assertThat(json.get("format")).isEqualTo("plumbline-plan-1");
    assertThat(json.get("pipeline")).isEqualTo("orders");
  }

  @Test
  void plansEachDayOfARange() {
    project.plumb("run", "orders");

    assertThat(
            project.plumb("plan", "order-days", "--from", "2001-06-01", "--to", "2001-06-02").out())
        .contains("order-days for 2001-06-01/2001-06-02 on local")
        .contains("order-days for 2001-06-02/2001-06-03 on local");
  }

  @Test
  void aDateThatIsWantedOrUnwantedIsRefused() {
    project.plumb("run", "orders");

    var without = project.plumb("plan", "order-days");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err()).contains("give --date");
    var with = project.plumb("plan", "orders", "--date", "2001-06-01");
    assertThat(with.exit()).isEqualTo(2);
    assertThat(with.err()).contains("takes no interval");
  }

  @Test
  void badUsageIsExplainedWithoutATrace() throws IOException {
    assertThat(project.plumb("plan").exit()).isEqualTo(2);
    assertThat(project.plumb("plan", "orders", "--dat", "x").err()).contains("--dat");
    Files.writeString(folder.resolve("no.json"), "{}");
    var said = project.plumb("run", "--plan", "no.json");
    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("Cannot read the stored plan").doesNotContain("\tat ");
    assertThat(project.plumb("run", "--plan", "no.json", "--verbose").err()).contains("\tat ");
  }
}
