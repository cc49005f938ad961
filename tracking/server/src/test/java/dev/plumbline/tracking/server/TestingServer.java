package dev.plumbline.tracking.server;

import dev.plumbline.tracking.sqlite.EmbeddedTracking;
import dev.plumbline.tracking.sqlite.TrackingSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server over an empty store, and someone who calls it. */
final class TestingServer implements AutoCloseable {
  final List<String> log = new CopyOnWriteArrayList<>();
  final EmbeddedTracking store;
  private final TrackingServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** How one server differs from the usual one. */
  interface Change {
    ServerSettings of(ServerSettings usual);
  }

  TestingServer(Path folder, Change change) throws IOException {
    store =
        EmbeddedTracking.open(
            new TrackingSettings(folder.resolve("t.db"), "mlflow-artifacts:"), Clock.systemUTC());
    server =
        TrackingServer.start(
            change.of(ServerSettings.loopback(folder.resolve("artifacts")).logTo(log::add)),
            store.tracking(),
            store.registry());
  }

  TestingServer(Path folder) throws IOException {
    this(folder, usual -> usual);
  }

  URI address() {
    return server.address();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(
        request("/api/2.0/mlflow/" + path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }
}
