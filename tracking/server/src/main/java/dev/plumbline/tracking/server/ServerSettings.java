package dev.plumbline.tracking.server;

import dev.plumbline.tracking.server.http.Tokens;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a server serves.
 *
 * @param host the address to bind to; one that other machines reach needs tokens
 * @param port 0 for any free one
 * @param artifacts the folder below which artifacts lie; nothing outside it is read or written
 * @param tokens who may call; everyone if empty
 * @param mostBodyBytes the longest JSON body; uploads of artifacts have no limit
 * @param stopTimeout how long requests under way may take when it stops
 * @param accessLog gets one line of JSON for each request
 */
public record ServerSettings(
    String host,
    int port,
    Path artifacts,
    Optional<Tokens> tokens,
    long mostBodyBytes,
    Duration stopTimeout,
    Consumer<String> accessLog) {
  /** The longest body that MLflow's own limits need: a dataset's profile of 16 MiB. */
  private static final long BODY_BYTES = 20L << 20;

  /** Refuses nulls. */
  public ServerSettings {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(artifacts, "artifacts");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(stopTimeout, "stopTimeout");
    Objects.requireNonNull(accessLog, "accessLog");
  }

  /** For this machine alone, on any free port, without a log. */
  public static ServerSettings loopback(Path artifacts) {
    return new ServerSettings(
        "127.0.0.1",
        0,
        artifacts,
        Optional.empty(),
        BODY_BYTES,
        Duration.ofSeconds(20),
        line -> {});
  }

  /** The same at another address. */
  public ServerSettings at(String otherHost, int otherPort) {
    return new ServerSettings(
        otherHost, otherPort, artifacts, tokens, mostBodyBytes, stopTimeout, accessLog);
  }

  /** The same for the bearers of those tokens alone. */
  public ServerSettings guardedBy(Tokens only) {
    return new ServerSettings(
        host, port, artifacts, Optional.of(only), mostBodyBytes, stopTimeout, accessLog);
  }

  /** The same with a log. */
  public ServerSettings logTo(Consumer<String> log) {
    return new ServerSettings(host, port, artifacts, tokens, mostBodyBytes, stopTimeout, log);
  }
}
