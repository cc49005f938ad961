package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's {@code .plumbline} folder, which keeps itself out of version control. */
final class DataFolder {
  private DataFolder() {}

  static Path prepare(Conf conf) {
    Path folder = conf.project().resolve(".plumbline");
    Path ignore = folder.resolve(".gitignore");
    try {
      if (!Files.exists(ignore)) {
        Files.createDirectories(folder);
        Files.writeString(ignore, "*\n");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write " + folder + ": " + e.getMessage() + ", run plumb in a folder of yours", e);
    }
  }
}
