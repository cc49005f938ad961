package dev.plumbline.tracking.sql;

import dev.plumbline.pipeline.json.RecordJson;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Each registered model as a file beside the model directories, so that the registry can be
 * restored when the database is lost. A file is written before the change in the database is
 * committed: it never lacks what a caller was told is done.
 *
 * @param folder empty where artifacts are not on this machine's disk
 */
record RegistryFiles(Optional<Path> folder) {
  private static final String SUFFIX = ".json";

  /** Beside the artifacts at an address. */
  static RegistryFiles beside(String artifactRoot) {
    return new RegistryFiles(
        artifactRoot.startsWith("file:")
            ? Optional.of(Path.of(URI.create(artifactRoot)).resolve("registry"))
            : Optional.empty());
  }

  /** Whether files can be kept, and none was yet. */
  boolean isMissing() {
    return folder.filter(f -> !Files.exists(f)).isPresent();
  }

  /** Writes a model as the session has it; removes the file of one that is gone. */
  void keep(Session session, String name) throws SQLException {
    if (folder.isEmpty()) {
      return;
    }
    Optional<KeptModel> model = KeptModel.of(session, name);
    Path file = file(name);
    try {
      if (model.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.createDirectories(file.getParent());
        write(file, RecordJson.write(model.get()));
      }
    } catch (IOException e) {
      throw new TrackingException(
          ErrorCode.INTERNAL_ERROR,
          "Cannot keep model "
              + name
              + ": "
              + file
              + " can't be written, see that its disk has room",
          e);
    }
  }

  private Path file(String name) {
    return folder
        .orElseThrow()
        .resolve(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A") + SUFFIX);
  }

  private static void write(Path file, String text) throws IOException {
    Path part = Files.createTempFile(file.getParent(), "model-", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text + "\n");
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Every model that has a file, by the files' names. */
  List<KeptModel> all() throws IOException {
    List<KeptModel> all = new ArrayList<>();
    if (folder.isEmpty()) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder.get())) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        all.add(KeptModel.read(file));
      }
    } catch (NoSuchFileException e) {
      return all;
    }
    return all;
  }
}
