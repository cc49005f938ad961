package dev.plumbline.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkedCommitTest {
  private static final int VERSIONS = 2_000;

  @TempDir Path folder;

  @Test
  void aFileIsMadeOnceAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("0.json");
    LinkedCommit.create(file, List.of("a", "é").iterator());
    assertThatThrownBy(() -> LinkedCommit.create(file, List.of("b").iterator()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("a\né\n");
    LinkedCommit.replace(file, List.of("c").iterator());
    assertThat(file).hasContent("c\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void aFailureOfTheLinesLeavesNothing() throws IOException {
    Stream<String> broken =
        Stream.of(1, 0).map(i -> String.valueOf(1 / i)); // the second line can't be made
    assertThatThrownBy(() -> LinkedCommit.create(folder.resolve("0.json"), broken.iterator()))
        .isInstanceOf(ArithmeticException.class);
    assertThat(folder).isEmptyDirectory();
  }

  /** Two processes, for the hole that the usual log stores leave shows between processes. */
  @Test
  void eachVersionHasOneWinner() throws Exception {
    List<Process> writers = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      writers.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LinkedCommitTest.class.getName(),
                  folder.toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process writer : writers) {
      assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(writer.exitValue()).isZero();
    }
    List<String> won = new ArrayList<>();
    List<String> a = Files.readAllLines(folder.resolve("a.won"));
    List<String> b = Files.readAllLines(folder.resolve("b.won"));
    won.addAll(a);
    won.addAll(b);
    assertThat(won).hasSize(VERSIONS).doesNotHaveDuplicates();
    assertThat(Collections.disjoint(a, b)).isTrue();
    for (String version : a) {
      assertThat(folder.resolve(version + ".json")).hasContent("a\n");
    }
  }

  /** One of the writers: tries every version and tells which it won. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    List<String> won = new ArrayList<>();
    for (int version = 0; version < VERSIONS; version++) {
      try {
        LinkedCommit.create(folder.resolve(version + ".json"), List.of(args[1]).iterator());
        won.add(String.valueOf(version));
      } catch (FileAlreadyExistsException e) {
        // the other one's
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Files.write(folder.resolve(args[1] + ".won"), won);
  }
}
