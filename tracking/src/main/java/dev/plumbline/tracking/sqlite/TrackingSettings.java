package dev.plumbline.tracking.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the embedded store keeps its things.
 *
 * @param database the SQLite file, made with its folder when missing; two files of WAL lie beside
 *     it while it is open. A local disk: SQLite's locks don't hold on network mounts.
 * @param artifactRoot the address under which an experiment's artifacts go unless it names its own
 * @param patience how long a call waits for another process that has the file
 */
public record TrackingSettings(Path database, String artifactRoot, Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Refuses nulls. */
  public TrackingSettings {
    Objects.requireNonNull(database, "database");
    Objects.requireNonNull(artifactRoot, "artifactRoot");
    Objects.requireNonNull(patience, "patience");
  }

  /** Waits half a minute. */
  public TrackingSettings(Path database, String artifactRoot) {
    this(database, artifactRoot, PATIENCE);
  }

  /** A folder holding both: {@code tracking.db} and {@code artifacts}. */
  public static TrackingSettings in(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    String artifacts = absolute.resolve("artifacts").toUri().toString();
    return new TrackingSettings(
        absolute.resolve("tracking.db"),
        artifacts.endsWith("/") ? artifacts.substring(0, artifacts.length() - 1) : artifacts);
  }
}
