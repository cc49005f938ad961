package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.spark.runs.TestingProject.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table that is merged into, at the command line. */
class MergingTest {
  @TempDir Path folder;

  @Test
  void theLocalEngineRefusesItWhenPlanned() throws IOException {
    TestingProject project = new TestingProject(folder, "local");
    for (String command : List.of("plan", "run")) {
      Said said = project.plumb(command, "merging");
      assertThat(said.exit()).isEqualTo(2);
      assertThat(said.err())
          .contains("update: merges into table newest by key, which engine local can't do")
          .contains("use --engine spark");
    }
    assertThat(project.table("newest")).doesNotExist();
  }

  @Test
  void eachRunBringsItsRowsUpToDate() throws IOException {
    TestingProject project = new TestingProject(folder, "spark");
    project.done("run", "merging");
    List<String> first = project.rows("newest");
    assertThat(first).hasSize(3);
    assertThat(project.done("run", "merging").out()).contains("Nothing to do");

    String[] second = {
      "--set", "pipeline.day=2001-06-01", "--set", "pipeline.from=2", "--set", "pipeline.to=5"
    };
    project.done(with(second, "run", "merging"));
    assertThat(project.rows("newest"))
        .hasSize(5)
        .containsAll(first.subList(0, 2))
        .doesNotContain(first.get(2))
        .filteredOn(row -> row.contains("2001-06-01"))
        .hasSize(3);
    assertThat(project.done("tables", "history", "newest").out()).contains("MERGE");

    assertThat(project.done(with(second, "plan", "merging", "--set", "pipeline.daily=true")).out())
        .contains("mode changed from MERGE by id to MERGE by id, day");
    project.done(with(second, "run", "merging", "--set", "pipeline.daily=true"));
    assertThat(project.rows("newest")).hasSize(5);
  }

  private static String[] with(String[] more, String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}
