package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepCommandTest {
  @TempDir Path folder;
  private TestingProject project;
  private Path inTheWay;

  @BeforeEach
  void failed() throws IOException {
    project = new TestingProject(folder);
    project.plumb("run", "orders");
    inTheWay = folder.resolve(".plumbline/tables/order-days");
    Files.createSymbolicLink(inTheWay, folder.resolve("disk/that/is/not/mounted"));
    assertThat(project.plumb("run", "order-days", "--date", "2001-06-02").exit()).isEqualTo(1);
  }

  @Test
  void aFailedStepIsRepeatedOnTheVersionsThatTheRunPinned() throws IOException {
    Files.delete(inTheWay);
    project.plumb("run", "orders", "--set", "pipeline.least=130");

    var said = project.plumb("step", "order-days", "publish", "--run", "run2");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains("order-days for 2001-06-02/2001-06-03 on local\n")
        .contains("✓ publish  -> order-days@v0, 1 row");
    assertThat(project.plumb("tables", "show", "order-days").out()).contains("2001-06-02  560");
    assertThat(project.plumb("runs", "show", "run2").out())
        .contains("status     FINISHED")
        .contains("orders (v0-");
    assertThat(project.plumb("run", "order-days", "--date", "2001-06-02").out())
        .as("which is what today's plan compares with")
        .contains("table orders (day in 2001-06-02/2001-06-03) changed");
    assertThat(project.plumb("runs", "diff", "run2").out())
        .contains("orders: table orders (day in 2001-06-02/2001-06-03) changed")
        .contains("orders: read: orders (v0-")
        .contains("publish: made: order-days@v0 -> order-days@v1");
  }

  @Test
  void aFailureEndsWithTheCommandToGoOn() {
    var said = project.plumb("step", "order-days", "publish", "--run", "run2");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step publish failed: ")
        .endsWith("  plumb step order-days publish --run run2\n");
  }

  @Test
  void whatFinishedInTheRunIsLeftAsItIs() throws IOException {
    Files.delete(inTheWay);
    project.plumb("step", "order-days", "publish", "--run", "run2");

    var said = project.plumb("step", "order-days", "publish", "--run", "last", "--json");

    assertThat(said.exit()).isZero();
    Map<?, ?> step = (Map<?, ?>) ((List<?>) said.json().get("steps")).get(0);
    assertThat(step.get("decision")).isEqualTo("REUSE");
    assertThat(step.get("reason")).isEqualTo("finished in this run");
    assertThat(project.plumb("tables", "history", "order-days").out()).doesNotContain("v2");
  }

  @Test
  void whatIsMeantIsSaidOrRefused() {
    assertThat(project.plumb("step", "order-days", "publsh", "--run", "run2").err())
        .isEqualTo(
            "Cannot do step publsh of run run2: there are [publish]; did you mean 'publish'?\n");
    assertThat(project.plumb("step", "order-days", "sum", "--run", "run2").err())
        .contains("is done with others, name one: [publish]");
    var foreign = project.plumb("step", "order-days", "publish", "--run", "run1");
    assertThat(foreign.exit()).isEqualTo(2);
    assertThat(foreign.err())
        .contains("Cannot take run run1 for one of order-days: it is of orders");
    assertThat(project.plumb("step", "order-days", "publish", "--run", "run").err())
        .contains("Cannot tell which run is run: 2 begin so, [run2, run1]; write more of it");
    assertThat(project.plumb("step", "order-days", "publish", "--run", "nix").err())
        .contains("Cannot find run nix: no run's id is that or begins so");
    assertThat(
            project
                .plumb("step", "order-days", "publish", "--run", "run2", "--engine", "spark")
                .err())
        .contains("Cannot change the engine of run run2: it is local");
  }

  @Test
  void aRunWithoutItsPlanIsToldSo() throws IOException {
    String artifacts =
        (String) project.plumb("runs", "show", "run2", "--json").json().get("artifacts");
    Path plan = Path.of(java.net.URI.create(artifacts)).resolve("plan.json");
    Files.writeString(plan, "{\"format\":\"plumbline-plan-1\"}");

    var said = project.plumb("step", "order-days", "publish", "--run", "run2");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("Cannot go by the plan of run run2: ")
        .contains("an older Plumbline wrote it");
  }
}
