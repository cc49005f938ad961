package dev.plumbline.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and the server, and spoils what a network or a lesser store spoils. */
final class TestingProxy implements AutoCloseable {
  private static final Set<String> OWN =
      Set.of("host", "content-length", "connection", "expect", "transfer-encoding");

  private final URI server;
  private final HttpServer proxy;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();

  /** Answers of conditional puts that are still to be lost, after the server made them. */
  final AtomicInteger answersToLose = new AtomicInteger();

  /** Whether conditions are left out, as a store does that doesn't know them. */
  volatile boolean forgetsConditions;

  TestingProxy(URI server) throws IOException {
    this.server = server;
    this.proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext("/", this::handle);
    proxy.setExecutor(threads);
    proxy.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
      HttpResponse<byte[]> answer = forward(exchange);
      if (conditional && answersToLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        return; // closed without a word
      }
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN.contains(name) && !name.startsWith(":")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      boolean empty = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
      answer
          .headers()
          .firstValue("content-length")
          .filter(l -> exchange.getRequestMethod().equals("HEAD"))
          .ifPresent(l -> exchange.getResponseHeaders().set("Content-Length", l));
      exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
      if (!empty) {
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              boolean forgotten = forgetsConditions && name.equalsIgnoreCase("If-None-Match");
              if (!OWN.contains(name.toLowerCase(java.util.Locale.ROOT)) && !forgotten) {
                values.forEach(v -> request.header(name, v));
              }
            });
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() {
    proxy.stop(0);
    threads.shutdownNow();
  }
}
