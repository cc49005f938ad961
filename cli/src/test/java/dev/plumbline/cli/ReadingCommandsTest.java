package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingCommandsTest {
  @TempDir static Path folder;
  private static TestingProject project;

  @BeforeAll
  static void runSome() throws IOException {
    project = new TestingProject(folder);
    project.plumb("run", "orders");
    project.plumb("run", "orders", "--set", "pipeline.least=130");
    project.plumb("run", "order-model");
    project.plumb("run", "order-model", "--set", "train.boosting.rounds=4");
    project.plumb("run", "orders", "--set", "pipeline.least=130");
  }

  private static Map<?, ?> first(Map<?, ?> json, String list) {
    return (Map<?, ?>) ((List<?>) json.get(list)).get(0);
  }

  @Test
  void listsRunsTheLatestFirst() {
    assertThat(project.plumb("runs", "list").out().lines().map(l -> l.split(" ")[0]))
        .containsExactly("RUN", "run5", "run4", "run3", "run2", "run1");
    assertThat(project.plumb("runs", "list", "orders", "--limit", "1").out())
        .contains("run5")
        .doesNotContain("run1", "run2");
    assertThat(first(project.plumb("runs", "list", "--json").json(), "runs").keySet())
        .map(Object::toString)
        .containsExactly("run", "pipeline", "interval", "engine", "status", "started", "seconds");
  }

  @Test
  void showsARunWithItsSteps() {
    String text = project.plumb("runs", "show", "run2").out();
    assertThat(text)
        .contains("orders@v1")
        .contains("pipeline.least = 130")
        .contains("java.version = ");

    Map<?, ?> json = project.plumb("runs", "show", "run4", "--json").json();
    assertThat(json.get("run")).isEqualTo("run4");
    assertThat(((Map<?, ?>) json.get("parameters")).get("train.boosting.rounds")).isEqualTo("4");
  }

  @Test
  void tellsWhatDiffersBetweenRuns() {
    assertThat(project.plumb("runs", "diff", "run1", "run2").out())
        .contains("parameter pipeline.least: 100 -> 130")
        .contains("parameter big.cents: 100 -> 130")
        .doesNotContain("java.version");
  }

  @Test
  void tellsWhatDiffersInEachStep() {
    assertThat(project.plumb("runs", "diff", "run3", "run4").out())
        .contains("parameter train.boosting.rounds: 3 -> 4")
        .contains("evaluate: input 0 train changed")
        .contains("register: made: lateness/1 -> lateness/2")
        .doesNotContain("label: ");
    assertThat(project.plumb("runs", "diff", "run1", "run2").out())
        .contains("publish: made: orders@v0 -> orders@v1")
        .contains("publish: metric rows: 4.0 -> 3.0");
  }

  @Test
  void comparesAReusedStepAsTheRunThatMadeItDid() {
    assertThat(project.plumb("runs", "diff", "run1").out())
        .startsWith("run1 and run5\n")
        .contains("step publish: FINISHED -> REUSED")
        .contains("publish: made: orders@v0 -> orders@v1")
        .contains("publish: metric rows: 4.0 -> 3.0");
    assertThat(project.plumb("runs", "diff", "run2", "run5").out().lines())
        .as("the same made it")
        .containsExactlyInAnyOrder(
            "run2 and run5",
            "  step big: FINISHED -> REUSED",
            "  step ingest: FINISHED -> REUSED",
            "  step publish: FINISHED -> REUSED");
    assertThat(project.plumb("runs", "diff", "run2", "run2").out())
        .isEqualTo("run2 and run2 do not differ\n");
  }

  @Test
  void aReusedStepSaysWhatItTakesOver() {
    assertThat(project.plumb("runs", "show", "run5").out())
        .containsPattern("publish +REUSED +orders@v1 of run run2\n")
        .contains("metrics of publish, made by run run2\n  rows = 3");
    Map<?, ?> publish =
        ((List<?>) project.plumb("runs", "show", "run5", "--json").json().get("steps"))
            .stream()
                .map(step -> (Map<?, ?>) step)
                .filter(step -> step.get("step").equals("publish"))
                .findFirst()
                .orElseThrow();
    assertThat(publish.get("status")).isEqualTo("REUSED");
    assertThat(publish.get("reuses"))
        .isEqualTo(Map.of("run", "run2", "step", "publish", "made", "orders@v1"));
    assertThat(publish.get("run")).isEqualTo("run2__publish");
    assertThat(((Map<?, ?>) publish.get("metrics")).get("rows").toString()).startsWith("3");
  }

  @Test
  void anUnknownRunIsRefused() {
    for (String[] command :
        List.of(
            new String[] {"runs", "show", "nix"},
            new String[] {"runs", "diff", "nix", "run1"},
            new String[] {"runs", "diff", "run1", "nix"})) {
      var said = project.plumb(command);
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .isEqualTo(
              "Cannot find run nix: no run's id is that or begins so, see plumb runs list\n");
    }
  }

  @Test
  void listsAndShowsModels() {
    assertThat(project.plumb("models", "list").out())
        .contains("lateness  v2")
        .contains("@champion=v");
    Map<?, ?> version =
        first(project.plumb("models", "show", "lateness", "--json").json(), "versions");
    assertThat(version.get("run")).isEqualTo("run4");
    assertThat(project.plumb("models", "show", "latenes").err())
        .contains("did you mean 'lateness'?");
  }

  @Test
  void promotesByComparingAndSetting() {
    assertThat(
            project
                .plumb(
                    "models", "promote", "lateness", "1", "--alias", "night", "--because", "calm")
                .out())
        .isEqualTo("lateness @night is v1\n");
    assertThat(project.plumb("models", "show", "lateness").out()).contains("calm");

    var stale =
        project.plumb("models", "promote", "lateness", "2", "--alias", "night", "--expect", "0");
    assertThat(stale.exit()).isEqualTo(2);
    assertThat(stale.err()).contains("no longer stands at no version");
    assertThat(
            project
                .plumb("models", "promote", "lateness", "2", "--alias", "night", "--expect", "1")
                .out())
        .isEqualTo("lateness @night is v2, was v1\n");
  }

  @Test
  void listsAndShowsTables() {
    assertThat(project.plumb("tables", "list").out()).contains("orders").contains("v1");
    assertThat(project.plumb("tables", "show", "orders").out())
        .contains("customer  string")
        .contains("2001-06-01  ada       250    true");
    Map<?, ?> json = project.plumb("tables", "show", "orders", "--json", "--rows", "1").json();
    assertThat((List<?>) json.get("first")).hasSize(1);
    assertThat(project.plumb("tables", "history", "orders").out()).contains("run run2");
    assertThat(project.plumb("tables", "show", "order").err()).contains("did you mean 'orders'?");
  }

  @Test
  void listsAndShowsPipelines() {
    assertThat(project.plumb("pipelines", "list").out()).contains("order-days", "order-model");
    assertThat(project.plumb("pipelines", "show", "orders").out())
        .contains("orders, takes no date")
        .contains("big.cents=100");
    assertThat(project.plumb("pipelines", "show", "order-days", "--json").json().get("interval"))
        .isEqualTo(true);
  }

  @Test
  void doctorFindsAllWell() {
    var said = project.plumb("doctor");
    assertThat(said.out()).contains("✓ java").contains("✓ tracking").contains("✓ engine");
    assertThat(said.exit()).isZero();
  }

  @Test
  void doctorNamesWhatIsWrong() {
    var said = project.plumb("doctor", "--conf", "engine=spork");
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.out()).contains("✗ engine     Cannot use engine spork").contains("✓ java");
  }

  @Test
  void helpListsTheCommandsAndExitCodes() {
    assertThat(project.plumb("--help").out()).contains("pipelines").contains("3 not ready");
    assertThat(project.plumb().out()).isEqualTo(project.plumb("--help").out());
    assertThat(project.plumb("runs").out()).contains("plumb runs").contains("diff");
  }
}
