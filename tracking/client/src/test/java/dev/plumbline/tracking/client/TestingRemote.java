package dev.plumbline.tracking.client;

import dev.plumbline.tracking.server.ServerSettings;
import dev.plumbline.tracking.server.TrackingServer;
import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A server over an empty store, and a client that calls it. */
final class TestingRemote implements AutoCloseable {
  static final Duration SECOND = Duration.ofSeconds(1);

  final EmbeddedTracking store;
  private final ServerSettings settings;
  private TrackingServer server;
  private final URI address;

  TestingRemote(Path folder, UnaryOperator<ServerSettings> change) {
    store = EmbeddedTracking.open(TrackingSettings.in(folder), Clock.systemUTC());
    settings = change.apply(ServerSettings.loopback(folder.resolve("served")));
    server = start(settings);
    address = server.address();
  }

  TestingRemote(Path folder) {
    this(folder, usual -> usual);
  }

  private TrackingServer start(ServerSettings with) {
    try {
      return TrackingServer.start(with, store.tracking(), store.registry());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  /** Stops serving; the store stays. */
  void stop() {
    server.close();
  }

  /** Serves again where it did. */
  void restart() {
    server = start(settings.at("127.0.0.1", address.getPort()));
  }

  RemoteTracking client() {
    return RemoteTracking.open(RemoteSettings.of(address));
  }

  RemoteTracking client(Function<Wire, Extensions> extensions) {
    return RemoteTracking.open(RemoteSettings.of(address), extensions);
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
