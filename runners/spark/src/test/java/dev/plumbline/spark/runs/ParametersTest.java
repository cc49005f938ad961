package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table holds what the last run's parameters make, also when they were had before. */
class ParametersTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "A on {0}, B on {1}, A on {0}")
  @CsvSource({"local, local", "spark, spark", "local, spark", "spark, local"})
  void goingBackToEarlierParametersBringsTheirRowsBack(String engine, String other)
      throws IOException {
    TestingProject project = new TestingProject(folder, engine);
    project.done("run", "marked", "--set", "pipeline.mark=1");
    List<String> first = project.rows("marked");

    project.done("run", "marked", "--set", "pipeline.mark=2", "--engine", other);
    assertThat(project.rows("marked")).hasSize(2).doesNotContainAnyElementsOf(first);

    project.done("run", "marked", "--set", "pipeline.mark=1");
    assertThat(project.rows("marked")).isEqualTo(first);
    assertThat(project.done("run", "marked", "--set", "pipeline.mark=1").out())
        .contains("Nothing to do");
  }
}
