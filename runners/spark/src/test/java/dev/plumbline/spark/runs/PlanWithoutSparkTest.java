package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} loads in a process of its own, with Spark on the class path. */
class PlanWithoutSparkTest {
  @TempDir Path folder;

  @Test
  void aRenamedColumnIsRefusedBeforeSparkIsLoaded() throws Exception {
    TestingProject project = new TestingProject(folder, "spark");
    Path sales = project.table("sales");
    OtherProcess.commit(sales, Writes.APPEND, 0, 3);
    rename(sales.resolve("_delta_log"));
    Path loaded = folder.resolve("loaded");

    ProcessBuilder command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + loaded,
                "-Dplumb.project=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.plumbline.cli.Plumb",
                "plan",
                "twice")
            .redirectErrorStream(true);
    // What whoever runs the tests has set is no conf of theirs.
    command.environment().keySet().removeIf(name -> name.startsWith("PLUMB_"));
    Process plan = command.start();
    String said = new String(plan.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(plan.waitFor()).as(said).isEqualTo(2);
    assertThat(said)
        .contains("early: column id is missing, the record Sale declares the primitive long")
        .contains("late: column id is missing");
    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes).anyMatch(line -> line.contains(" dev.plumbline.runner.plan.Planner "));
    assertThat(classes)
        .noneMatch(line -> line.contains(" org.apache.spark.") || line.contains(" scala."));
  }

  private static void rename(Path log) throws IOException {
    String metadata =
        Files.readAllLines(log.resolve("00000000000000000000.json")).stream()
            .filter(line -> line.startsWith("{\"metaData\""))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        log.resolve("00000000000000000001.json"),
        metadata.replace("\\\"name\\\":\\\"id\\\"", "\\\"name\\\":\\\"number\\\"") + "\n",
        StandardOpenOption.CREATE_NEW);
  }
}
