package dev.plumbline.spark.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.spark.TestingSession;
import dev.plumbline.spark.runs.TestingProject.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to a table while a run is between two steps that read it. */
class PinnedInputTest {
  @TempDir Path folder;
  private TestingProject project;
  private Path sales;

  private void open(String engine) throws IOException {
    project = new TestingProject(folder, engine);
    sales = project.table("sales");
    OtherProcess.commit(sales, Writes.APPEND, 0, 3);
  }

  @AfterEach
  void nothingHappensAnyMore() {
    Twice.EVENT.set(() -> {});
  }

  @ParameterizedTest(name = "{0}, appended by another {1}")
  @CsvSource({"local, process", "local, session", "spark, process", "spark, session"})
  void bothStepsReadTheVersionThatTheRunBeganWith(String engine, String writer) throws Exception {
    open(engine);
    Twice.EVENT.set(
        writer.equals("process")
            ? () -> OtherProcess.write(sales, Writes.APPEND, 3, 10)
            : this::appendInAnotherSession);

    project.done("run", "twice");

    assertThat(project.rows("sales")).hasSize(10);
    assertThat(project.rows("morning")).hasSize(3);
    assertThat(project.rows("evening")).isEqualTo(project.rows("morning"));
    assertThat(project.done("runs", "show", "run1", "--json").out())
        .contains("sales (v0-")
        .doesNotContain("sales (v1-");

    Twice.EVENT.set(() -> {});
    project.done("run", "twice");
    assertThat(project.rows("morning")).hasSize(10);
    assertThat(project.rows("evening")).hasSize(10);
  }

  private void appendInAnotherSession() {
    SparkSession other = TestingSession.get().newSession();
    other
        .range(3, 10)
        .select(functions.expr("date'2001-06-01'").as("day"), functions.col("id"))
        .write()
        .format("delta")
        .mode("append")
        .save(sales.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "spark"})
  void aTableMadeAnewIsNotTakenForTheOld(String engine) throws Exception {
    open(engine);
    Twice.EVENT.set(
        () -> {
          delete(sales);
          OtherProcess.write(sales, Writes.APPEND, 0, 3);
        });

    Said said = project.plumb("run", "twice");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step evening failed: Cannot read")
        .contains("sales was deleted and ")
        .containsPattern("plan (the run )?again");
    assertThat(project.table("evening")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "spark"})
  void aVersionThatWasVacuumedIsNamed(String engine) throws Exception {
    open(engine);
    List<Path> old = dataFiles();
    Twice.EVENT.set(
        () -> {
          OtherProcess.write(sales, Writes.REPLACE, 0, 9);
          for (Path file : old) {
            Files.delete(file);
          }
        });

    Said said = project.plumb("run", "twice");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step evening failed: Cannot read table sales at version 0: file ")
        .contains(old.get(0).getFileName().toString())
        .contains("is gone, it was vacuumed or deleted; plan again to take the newest version")
        .doesNotContain("org.apache.spark", "Job aborted", "REFRESH");
    assertThat(project.table("evening")).doesNotExist();
    Twice.EVENT.set(() -> {});
    project.done("run", "twice");
    assertThat(project.rows("evening")).hasSize(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "spark"})
  void aDamagedFileIsNamedAndNothingIsWritten(String engine) throws Exception {
    open(engine);
    Path file = dataFiles().get(0);
    byte[] whole = Files.readAllBytes(file);
    Twice.EVENT.set(
        () -> {
          byte[] damaged = whole.clone();
          damaged[damaged.length / 3] ^= 4;
          Files.write(file, damaged);
        });

    Said said = project.plumb("run", "twice");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err())
        .contains("Step evening failed: Cannot read table sales at version 0: file ")
        .contains(file.getFileName().toString())
        .contains("is damaged (")
        .contains("restore it or rerun the step that wrote it")
        .doesNotContain("org.apache.spark", "Job aborted", "REFRESH");
    assertThat(project.table("evening")).doesNotExist();
    Twice.EVENT.set(() -> {});
    Files.write(file, whole);
    project.done("run", "twice");
    assertThat(project.rows("evening")).hasSize(3);
  }

  private List<Path> dataFiles() throws IOException {
    try (Stream<Path> all = Files.list(sales)) {
      return all.filter(f -> f.toString().endsWith(".parquet")).toList();
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
