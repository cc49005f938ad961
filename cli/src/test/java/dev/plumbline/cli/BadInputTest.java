package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.cli.TestingProject.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that changed under a pipeline or can't be learnt from: told, and nothing is written. */
class BadInputTest {
  @TempDir Path folder;
  private TestingProject project;
  private Path orders;

  @BeforeEach
  void load() throws IOException {
    project = new TestingProject(folder);
    orders = folder.resolve(".plumbline/tables/orders");
    assertThat(project.plumb("run", "orders", "--set", "pipeline.least=0").exit()).isZero();
  }

  /** What is below the project's tables. */
  private Set<String> written() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve(".plumbline/tables"))) {
      return new TreeSet<>(all.map(Path::toString).toList());
    }
  }

  /** The next version says of a column what another writer made of it. */
  private void change(String column, String to) throws IOException {
    Path log = orders.resolve("_delta_log");
    String metadata =
        Files.readAllLines(log.resolve("00000000000000000000.json")).stream()
            .filter(line -> line.startsWith("{\"metaData\""))
            .findFirst()
            .orElseThrow();
    assertThat(metadata).contains(column);
    Files.writeString(
        log.resolve("00000000000000000001.json"),
        metadata.replace(column, to) + "\n",
        StandardOpenOption.CREATE_NEW);
  }

  private static String column(String name, String type) {
    return "{\\\"name\\\":\\\"" + name + "\\\",\\\"type\\\":\\\"" + type + "\\\"";
  }

  private void refusedByPlanAndRun(String... words) throws IOException {
    assertThatThrownBy(() -> Class.forName("org.apache.spark.SparkContext"))
        .as("there is no Spark here that could be loaded")
        .isInstanceOf(ClassNotFoundException.class);
    Set<String> before = written();
    for (String command : List.of("plan", "run")) {
      Said said = project.plumb(command, "order-model");
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err()).contains("Cannot plan order-model").contains(words);
    }
    assertThat(written()).isEqualTo(before);
    assertThat(project.plumb("runs", "list").out()).doesNotContain("order-model");
  }

  @Test
  void aRenamedColumnIsRefusedByPlan() throws IOException {
    change(column("cents", "long"), column("amount", "long"));

    refusedByPlanAndRun("orders: column cents is missing", "record Order");
  }

  @Test
  void aRenamedTextColumnIsRefusedByPlan() throws IOException {
    change(column("customer", "string"), column("client", "string"));

    refusedByPlanAndRun(
        "orders: column customer is missing, the record Order declares it",
        "the table had it at version 0 (since then it has client)",
        "name the component as the column is named now");
  }

  @Test
  void aRetypedColumnIsRefusedByPlan() throws IOException {
    change(column("cents", "long"), column("cents", "string"));

    refusedByPlanAndRun(
        "orders: column cents is string, the record Order declares long",
        "declare the column's type or rewrite the table under another name");
  }

  @Test
  void aLabelThatIsNoNumberNamesItsRow() throws IOException {
    Set<String> before = written();

    Said said = project.plumb("run", "orders-bad-input", "--set", "pipeline.nan=300");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step train failed: ")
        .containsPattern("in training row \\d \\(counted from 0\\) the label is NaN");
    assertThat(written()).isEqualTo(before);
    assertThat(project.plumb("models", "list").out()).doesNotContain("cents");
  }

  @Test
  void labelsOfOneClassTeachNothing() throws IOException {
    Files.writeString(folder.resolve("orders.csv"), TestingProject.CSV.replace("false", "true"));
    assertThat(project.plumb("run", "orders").exit()).isZero();
    Set<String> before = written();

    Said said = project.plumb("run", "order-model");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step train failed: Cannot train xgboost: all 4 labels are true")
        .contains("give training rows that differ");
    assertThat(written()).isEqualTo(before);
    assertThat(project.plumb("models", "list").out()).doesNotContain("lateness");
  }

  @Test
  void twoStepsThatWriteOneTableAreRefused() throws IOException {
    Set<String> before = written();

    Said said = project.plumb("run", "orders-bad-input", "--set", "pipeline.twice=true");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err())
        .contains("second: writes table order-scores, which step first writes too")
        .contains("give each its own table");
    assertThat(written()).isEqualTo(before);
  }

  private Said oneDay() {
    return project.plumb("run", "order-days", "--date", "2001-06-01");
  }

  private void makeAnew() throws IOException {
    delete(orders);
    assertThat(project.plumb("run", "orders", "--set", "pipeline.least=0").exit()).isZero();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void aTableMadeAnewAfterAPlanRefusesThePlan() throws IOException {
    assertThat(
            project.plumb("plan", "order-days", "--date", "2001-06-01", "--out", "p.json").exit())
        .isZero();
    makeAnew();
    Set<String> before = written();

    Said said = project.plumb("run", "--plan", "p.json");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("things have moved since").contains("orders");
    assertThat(written()).isEqualTo(before);
  }

  @Test
  void aTableMadeAnewBetweenRunsIsAnotherInput() throws IOException {
    assertThat(oneDay().exit()).isZero();
    makeAnew();

    Said said = oneDay();

    assertThat(said.exit()).isZero();
    assertThat(said.out()).containsPattern("publish +RUN +orders: table orders .*changed");
  }

  @Test
  void anOutputMadeAnewBetweenRunsIsWrittenAgain() throws IOException {
    assertThat(oneDay().exit()).isZero();
    delete(folder.resolve(".plumbline/tables/order-days"));
    assertThat(project.plumb("run", "order-days", "--date", "2001-06-02").exit()).isZero();

    Said said = oneDay();

    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .containsPattern("publish +RUN +table order-days was made anew")
        .contains("order-days@v1  1 row");
  }

  @Test
  void aVacuumedVersionIsNamedWithItsFile() throws IOException {
    Path file;
    try (Stream<Path> all = Files.walk(orders.resolve("day=2001-06-01"))) {
      file = all.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.delete(file);
    Set<String> before = written();

    Said said = project.plumb("run", "order-days", "--date", "2001-06-01");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Cannot read table orders at version 0")
        .contains(file.getFileName().toString())
        .contains("is gone, it was vacuumed or deleted; plan again");
    assertThat(written()).isEqualTo(before);
  }
}
