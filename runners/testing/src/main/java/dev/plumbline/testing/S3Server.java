package dev.plumbline.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An S3 server of this machine for the tests of one JVM, ended with it: the jar of s3mock that a
 * module has on its test class path. It checks no credentials, and of two conditional puts in one
 * moment it may take both: what needs more than that is proven elsewhere.
 */
public final class S3Server {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String BUCKET = "tables";
  private static S3Server started;

  private final URI endpoint;

  private S3Server(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** The one of this JVM, with an empty bucket when it is first asked for. */
  public static synchronized S3Server get() {
    if (started == null) {
      started = start();
    }
    return started;
  }

  public URI endpoint() {
    return endpoint;
  }

  /** A place in the bucket that nobody has used. */
  public URI freshFolder() {
    return URI.create("s3a://" + BUCKET + "/" + UUID.randomUUID() + "/");
  }

  /** What conf says to reach it. */
  public Map<String, String> conf() {
    return conf(endpoint);
  }

  /** The same by another way, such as a proxy. */
  public static Map<String, String> conf(URI endpoint) {
    return new TreeMap<>(
        Map.of(
            "s3.endpoint",
            endpoint.toString(),
            "s3.path-style",
            "true",
            "s3.credentials",
            "secrets"));
  }

  private static S3Server start() {
    String jar =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> Path.of(entry).getFileName().toString().startsWith("s3mock-"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no jar of s3mock on the class path"));
    try {
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx256m",
                      "-jar",
                      jar,
                      "--server.port=0",
                      "--http.port=" + port,
                      "--vectors.http.port=0",
                      "--vectors.https.port=0"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      makeBucket(endpoint, process);
      return new S3Server(endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Asks until it listens. */
  private static void makeBucket(URI endpoint, Process process)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          return;
        }
        throw new IOException("s3mock makes no bucket: " + answer.statusCode() + answer.body());
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(200);
      }
    }
  }
}
