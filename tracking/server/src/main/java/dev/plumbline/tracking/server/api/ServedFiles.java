package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.FileInfo;
import dev.plumbline.tracking.artifacts.LocalArtifacts;
import dev.plumbline.tracking.server.wire.Refusal;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The artifacts that this server keeps, all below one folder. What lies elsewhere, in an object
 * store or another folder, it neither shows nor sends.
 */
final class ServedFiles {
  private static final String SCHEME = "mlflow-artifacts:";
  private static final String ANCHOR = "/api/2.0/mlflow-artifacts/artifacts/";
  private final LocalArtifacts artifacts;

  ServedFiles(LocalArtifacts artifacts) {
    this.artifacts = artifacts;
  }

  /** Refuses a path that could leave its folder; in MLflow's words, before any store sees it. */
  static String safe(String path) {
    boolean out =
        path.indexOf('#') >= 0
            || path.indexOf('\\') >= 0
            || path.startsWith("/")
            || path.matches("[A-Za-z]:[/\\\\].*")
            || List.of(path.split("/", -1)).contains("..");
    if (out || path.chars().anyMatch(c -> c < ' ')) {
      throw Refusal.invalid("Invalid path");
    }
    return path;
  }

  /** Where below the folder an address of artifacts lies. */
  String placeOf(String address) {
    return find(address)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    "Cannot read artifacts at "
                        + address
                        + ": this server keeps them elsewhere, ask that place itself"));
  }

  private Optional<String> find(String address) {
    if (address.startsWith(SCHEME)) {
      String path = URI.create(address.replace(" ", "%20")).getPath();
      return Optional.of(path.replaceAll("^/+", ""));
    }
    int anchor = address.indexOf(ANCHOR);
    if (address.startsWith("http") && anchor > 0) {
      return Optional.of(address.substring(anchor + ANCHOR.length()));
    }
    if (address.startsWith("file:") || address.startsWith("/")) {
      Path file = address.startsWith("/") ? Path.of(address) : Path.of(URI.create(address));
      Path place = file.normalize();
      return place.startsWith(artifacts.root())
          ? Optional.of(artifacts.root().relativize(place).toString().replace('\\', '/'))
          : Optional.empty();
    }
    return Optional.empty();
  }

  static String under(String folder, String path) {
    return folder.isEmpty() || path.isEmpty() ? folder + path : folder + "/" + path;
  }

  List<FileInfo> list(String folder) {
    return artifacts.list(folder);
  }

  Answer download(String path) {
    Optional<FileInfo> file = artifacts.find(path);
    if (file.filter(FileInfo::isDirectory).isPresent()) {
      throw Refusal.invalid("Artifact path refers to a directory, not a file: '" + path + "'");
    }
    OptionalLong size = file.map(FileInfo::sizeBytes).orElse(OptionalLong.empty());
    return new Answer.Download(path, size, artifacts.read(path));
  }

  void write(String path, InputStream content) {
    artifacts.write(path, content);
  }

  void delete(String path) {
    artifacts.delete(path);
  }
}
