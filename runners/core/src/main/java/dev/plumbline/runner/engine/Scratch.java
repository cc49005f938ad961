package dev.plumbline.runner.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that go when their work is done. */
public final class Scratch {
  private Scratch() {}

  /** Deletes a folder and all in it, deepest first; what can't be deleted stays. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.getLogger(Scratch.class.getName())
          .log(System.Logger.Level.WARNING, "Cannot delete " + folder, e);
    }
  }
}
