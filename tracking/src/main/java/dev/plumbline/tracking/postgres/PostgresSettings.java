package dev.plumbline.tracking.postgres;

import dev.plumbline.tracking.TrackingException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Where a store on PostgreSQL keeps its things. The address is shown in messages, so it holds no
 * password.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's parameters if need be:
 *     {@code ?currentSchema=} names the schema of the tables, {@code &sslmode=verify-full} asks for
 *     TLS. A pooler between must give each session its own connection.
 * @param artifactRoot the address under which an experiment's artifacts go unless it names its own
 * @param patience how long a call waits for the database and for other writers
 * @param connections how many are open at most; each process has its own
 */
public record PostgresSettings(
    String url,
    String user,
    String password,
    String artifactRoot,
    Duration patience,
    int connections) {
  /** How an address of PostgreSQL begins. */
  public static final String SCHEME = "jdbc:postgresql:";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 10;

  /** Refuses nulls, an address of something else and one that holds a password. */
  public PostgresSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
    Objects.requireNonNull(artifactRoot, "artifactRoot");
    Objects.requireNonNull(patience, "patience");
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(SCHEME + "//")) {
      throw TrackingException.invalid(
          "Cannot open the tracking store: its address doesn't begin with "
              + SCHEME
              + "//, write "
              + SCHEME
              + "//host:port/database");
    }
    if (lower.contains("password=") || lower.split("\\?", 2)[0].contains("@")) {
      throw TrackingException.invalid(
          "Cannot open the tracking store: its address holds a password, give it apart");
    }
    if (connections < 1) {
      throw TrackingException.invalid(
          "Cannot open the tracking store: " + connections + " connections, allow at least 1");
    }
  }

  /** Waits half a minute and opens ten connections at most. */
  public PostgresSettings(String url, String user, String password, String artifactRoot) {
    this(url, user, password, artifactRoot, PATIENCE, CONNECTIONS);
  }

  /** The same, waiting so long. */
  public PostgresSettings patient(Duration wait) {
    return new PostgresSettings(url, user, password, artifactRoot, wait, connections);
  }

  /** The same with so many connections at most. */
  public PostgresSettings connecting(int most) {
    return new PostgresSettings(url, user, password, artifactRoot, patience, most);
  }

  /** The address without the driver's parameters, and the user. */
  String place() {
    return url.split("\\?", 2)[0] + " as user " + user;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return place();
  }
}
