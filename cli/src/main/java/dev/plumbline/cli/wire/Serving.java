package dev.plumbline.cli.wire;

import dev.plumbline.cli.conf.Conf;
import dev.plumbline.cli.conf.Key;
import dev.plumbline.pipeline.Resources;
import dev.plumbline.tracking.server.ServerSettings;
import dev.plumbline.tracking.server.TrackingServer;
import dev.plumbline.tracking.server.http.Tokens;
import dev.plumbline.tracking.sql.SqlTracking;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The tracking server over this project's store. What clients create in it lies below the
 * artifacts' folder and is reached through the server.
 */
public final class Serving implements AutoCloseable {
  /** The address of what a server keeps: its clients read and write it through the server. */
  private static final String SERVED = "mlflow-artifacts:";

  private final SqlTracking store;
  private final TrackingServer server;
  private final String about;

  private Serving(SqlTracking store, TrackingServer server, String about) {
    this.store = store;
    this.server = server;
    this.about = about;
  }

  /** Opens the store and serves it. */
  public static Serving start(
      Session session, String host, int port, Optional<Path> tokens, Consumer<String> log)
      throws IOException {
    Conf conf = session.conf();
    StorePlace place = StorePlace.of(conf);
    Path artifacts = artifacts(conf.folder(Key.ARTIFACTS_ROOT));
    ServerSettings open = ServerSettings.loopback(artifacts).at(host, port).logTo(log);
    ServerSettings settings = tokens.map(file -> open.guardedBy(Tokens.read(file))).orElse(open);
    DataFolder.prepare(conf);
    ArtifactFolder.prepare(artifacts);
    SqlTracking store = place.open(SERVED, session.get(Resources.class), session.get(Clock.class));
    try {
      TrackingServer server = TrackingServer.start(settings, store.tracking(), store.registry());
      return new Serving(
          store,
          server,
          server.address() + " from " + place.shown() + ", artifacts in " + artifacts);
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Path artifacts(URI folder) {
    if (!"file".equals(folder.getScheme())) {
      throw new IllegalArgumentException(
          "Cannot serve artifacts of "
              + folder
              + ": it is not on this machine's disk, use --artifacts");
    }
    return Path.of(folder);
  }

  /** Where it is reached and what it serves. */
  public String about() {
    return about;
  }

  /** Lets requests under way end, then closes the store. */
  @Override
  public void close() {
    server.close();
    store.close();
  }
}
