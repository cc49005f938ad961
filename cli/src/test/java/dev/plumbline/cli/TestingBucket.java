package dev.plumbline.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * An S3 server with one empty bucket that keeps the names of what is put, and knows no conditions.
 */
final class TestingBucket implements AutoCloseable {
  private static final String NOTHING =
      "<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>";
  private final HttpServer server;
  private final Set<String> names = new ConcurrentSkipListSet<>();

  /** What is answered to a put under a condition. */
  volatile int answer = 200;

  TestingBucket() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Set<String> names() {
    return names;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String name = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod()) {
        case "PUT" -> {
          int status = exchange.getRequestHeaders().containsKey("If-None-Match") ? answer : 200;
          if (status == 200) {
            names.add(name);
          }
          answer(exchange, status, "");
        }
        case "DELETE" -> {
          names.remove(name);
          answer(exchange, 204, "");
        }
        default -> {
          boolean lists = String.valueOf(exchange.getRequestURI().getQuery()).contains("list-type");
          answer(exchange, lists ? 200 : 404, lists ? NOTHING : "");
        }
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
