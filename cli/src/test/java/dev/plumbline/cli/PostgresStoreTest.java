package dev.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project whose runs and models are kept by PostgreSQL. */
class PostgresStoreTest {
  @TempDir Path folder;
  private TestingProject project;
  private PostgresServer server;

  @BeforeEach
  void conf() throws IOException {
    server = PostgresServer.get();
    project = new TestingProject(folder);
    project.conf(
        "base",
        "engine=local\ntracking.database="
            + server.freshSchema()
            + "\nsecrets.tracking.user="
            + server.user()
            + "\nsecrets.tracking.password=env:DATABASE_PASSWORD\n");
    project.variables.put("DATABASE_PASSWORD", server.password());
  }

  @Test
  void runsAreThereAndNoFileIs() throws IOException {
    assertThat(project.plumb("run", "orders").exit()).isZero();
    TestingProject.Said ran = project.plumb("run", "order-model");
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(project.plumb("runs", "list").out()).contains("run1");
    assertThat(project.plumb("models", "list").out()).contains("lateness");
    assertThat(project.plumb("run", "order-model").out()).contains("Nothing to do");
    assertThat(project.plumb("doctor").out())
        .contains("experiments in " + server.url())
        .doesNotContain("currentSchema");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(each -> each.endsWith("tracking.db"));
    }
  }

  @Test
  void anAddressOfSomethingElseIsNoFile() throws IOException {
    project.conf("base", "engine=local\ntracking.database=http://tracking.example:5000\n");
    TestingProject.Said refused = project.plumb("runs", "list");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err()).contains("give a file or jdbc:postgresql://host:port/database");
    assertThat(folder.resolve("http:")).doesNotExist();
  }

  @Test
  void whatIsMissingOrWrongIsSaidWithoutThePassword() throws IOException {
    project.variables.put("DATABASE_PASSWORD", "not-the-one");
    TestingProject.Said refused = project.plumb("runs", "list");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.err())
        .contains("as user plumb, this user was refused; check its name and password")
        .doesNotContain("not-the-one");
    project.variables.clear();
    assertThat(project.plumb("runs", "list").err()).contains("DATABASE_PASSWORD");
  }
}
