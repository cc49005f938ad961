package proof;

import dev.plumbline.pipeline.Resources;
import dev.plumbline.tables.ObjectStore;
import dev.plumbline.tables.Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * A bucket of an S3 server that keeps it in folders of this machine: its objects, and what it knows of
 * them. They are put back while the server runs and nobody writes.
 *
 * @param folder holds {@code root} and {@code sidecar}, the server's own folders
 */
record Bucket(Path folder, URI endpoint) {
  private static final String NAME = "tables";
  private static final String KEY = "S3_KEY";
  private static final String SECRET = "S3_SECRET";

  URI tables() {
    return URI.create("s3a://" + NAME + "/plumb");
  }

  /** What a project's conf says of it; the credentials come from the environment. */
  String conf() {
    StringBuilder text = new StringBuilder("tables.root=" + tables() + "\n");
    settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text
        .append("secrets.s3.access-key=env:" + KEY + "\n")
        .append("secrets.s3.secret-key=env:" + SECRET + "\n")
        .toString();
  }

  private Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "s3.endpoint", endpoint.toString(),
            "s3.path-style", "true",
            "s3.credentials", "secrets"));
  }

  Storage storage() {
    Resources secrets =
        new Resources() {
          @Override
          public Path path(Path path) {
            return path;
          }

          @Override
          public String secret(String name) {
            return System.getenv(name.equals("s3.access-key") ? KEY : SECRET);
          }
        };
    return Storage.of(
        () -> ServiceLoader.load(ObjectStore.class).stream().map(ServiceLoader.Provider::get).toList(),
        () -> new ObjectStore.Settings(settings(), secrets, folder.resolve("cache")));
  }

  private List<String> parts() {
    return List.of("root", "sidecar");
  }

  private Path live(String part) {
    return folder.resolve(part).resolve(NAME);
  }

  void empty() throws IOException {
    for (String part : parts()) {
      Lane.deleteWithin(live(part));
    }
  }

  void keep(Path kept) throws IOException {
    for (String part : parts()) {
      Lane.delete(kept.resolve(part));
      if (Files.exists(live(part))) {
        Lane.copy(live(part), kept.resolve(part));
      }
    }
  }

  void restore(Path kept) throws IOException {
    empty();
    for (String part : parts()) {
      if (Files.exists(kept.resolve(part))) {
        Lane.copy(kept.resolve(part), live(part));
      }
    }
  }
}
