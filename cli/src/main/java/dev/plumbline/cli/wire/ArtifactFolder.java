package dev.plumbline.cli.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run's files go: looked at before a run, which could otherwise commit and not be recorded.
 */
final class ArtifactFolder {
  private ArtifactFolder() {}

  /** Throws, naming the folder, when it can't be made or written. */
  static void prepare(Path folder) {
    IOException cause = null;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      cause = e;
    }
    if (cause != null || !Files.isWritable(folder)) {
      throw new IllegalStateException(
          "Cannot run: the artifacts' folder "
              + folder
              + " can't be written, give this user the right to it or set artifacts.root",
          cause);
    }
  }
}
