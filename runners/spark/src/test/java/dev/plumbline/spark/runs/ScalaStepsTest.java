package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spark.runs.TestingProject.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps in Scala 2.13, on columns and typed, in a pipeline with parameters, plans and reuse. */
class ScalaStepsTest {
  @TempDir Path folder;
  private TestingProject project;

  @BeforeEach
  void open() throws IOException {
    project = new TestingProject(folder, "spark");
    Files.writeString(
        folder.resolve("trips.csv"), "carrier,delay\nAA,11\nAA,20\nAA,-3\nBB,40\nBB,5\nCC,10\n");
  }

  @Test
  void runOnColumnsAndOnRecords() {
    project.done("run", "carriers");
    assertThat(project.rows("carrier-delays")).containsExactly("[\"AA\",15.5]");

    Said again = project.done("run", "carriers", "--set", "late.minutes=4");
    assertThat(again.out()).contains("parameter minutes changed from 10 to 4");
    assertThat(project.rows("carrier-delays")).containsExactly("[\"AA\",15.5]", "[\"BB\",22.5]");

    assertThat(project.done("run", "carriers", "--set", "late.minutes=4").out())
        .contains("Nothing to do");
  }

  @Test
  void areRefusedOnAnotherEngine() {
    Said said = project.plumb("plan", "carriers", "--engine", "local");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("late").contains("spark");
    assertThat(project.table("carrier-delays")).doesNotExist();
  }
}
