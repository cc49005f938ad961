package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void scheduled() throws IOException {
    project = new TestingProject(folder);
    conf("");
  }

  private void conf(String more) throws IOException {
    project.conf(
        "base",
        """
        engine=local
        schedule.start=2001-10-26
        schedule.catchup=true
        schedule.zone=Europe/Berlin
        schedule.order-days.cron=30 2 * * *
        schedule.order-days.interval=whole
        schedule.order-model.cron=0 4 * * SUN
        schedule.order-scores.assets=inputs
        """
            + more);
  }

  private TestingProject.Said export(String pipeline, String... more) {
    List<String> words = new java.util.ArrayList<>(List.of("export", pipeline, "--to", "airflow"));
    words.addAll(List.of(more));
    return project.plumb(words.toArray(String[]::new));
  }

  @Test
  void whatItWritesIsShownWithWhatRunsWhen() {
    var said = export("order-days", "--out", "dags");

    assertThat(said.err()).isEmpty();
    assertThat(said.exit()).isZero();
    assertThat(said.out())
        .contains(
            "order-days for airflow as DAG order-days, 2 tasks\n  wrote dags/order-days.json\n")
        .contains("RUNS AT (Europe/Berlin)      FOR\n")
        .contains("Sat 2001-10-27 02:30 +02:00  2001-10-26/2001-10-27\n")
        .contains("Sun 2001-10-28 02:30 +01:00  2001-10-27/2001-10-28\n");
    assertThat(folder.resolve("dags"))
        .isDirectoryContaining("glob:**/order-days.py")
        .isDirectoryContaining("glob:**/plumbline-dag-1.schema.json");
    assertThat(folder.resolve(".plumbline/tracking.db")).doesNotExist();
  }

  @Test
  void aFolderThatHasItIsToldApartFromOneThatDoesNot() throws IOException {
    assertThat(export("order-days", "--diff", "dags").out())
        .contains("order-days.json is not there");
    export("order-days", "--out", "dags");

    var same = export("order-days", "--diff", "dags");
    conf("schedule.retries=7\n");
    var other = export("order-days", "--diff", "dags");
    Path document = folder.resolve("dags/order-days.json");
    Files.writeString(document, Files.readString(document).replace("\"slots\": 1", "\"slots\": 0"));
    Files.writeString(folder.resolve("dags/order-days.py"), "dag = airflow");
    var spoilt = export("order-days", "--diff", "dags");

    assertThat(same.exit()).isZero();
    assertThat(same.out()).contains("is what dags has");
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out())
        .contains("order-days.json/tasks/0/retry/times: 2 there, 7 now")
        .doesNotContain("hash");
    assertThat(spoilt.out())
        .contains("order-days.json/tasks/0/slots: must have a minimum value of 1")
        .contains("order-days.py is of another Plumbline, or was changed by hand");
  }

  @Test
  void checkingWritesNothing() {
    assertThat(export("order-model", "--check").exit()).isZero();
    assertThat(export("order-scores", "--check").out()).contains("runs when its tables change");
    assertThat(folder.resolve("dags")).doesNotExist();
    assertThat(folder.resolve("order-model.json")).doesNotExist();
  }

  @Test
  void whatCanNotBeExportedIsRefused() throws IOException {
    assertThat(export("orders", "--check").exit()).isEqualTo(2);
    assertThat(export("orders", "--check").err())
        .contains("Cannot export orders:\n  schedule.orders.cron is not set");
    assertThat(export("order-days").err()).contains("Cannot tell where to write");
    assertThat(export("order-days", "--out", "dags", "--check").err()).contains("leave --out");
    conf("schedule.order-days.retires=1\n");
    assertThat(export("order-days", "--check").err())
        .contains("did you mean schedule.order-days.retries?");
  }
}
