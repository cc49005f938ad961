package dev.plumbline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the models and spills of a tester, deleted when the JVM ends. */
final class TestFolder {
  private TestFolder() {}

  static Path make() {
    try {
      Path folder = Files.createTempDirectory("plumbline-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a folder for the test: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.getLogger(TestFolder.class.getName())
          .log(System.Logger.Level.DEBUG, "Cannot delete " + folder, e);
    }
  }
}
