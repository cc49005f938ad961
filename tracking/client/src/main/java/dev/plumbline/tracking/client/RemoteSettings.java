package dev.plumbline.tracking.client;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Which tracking server to call, and how long to try.
 *
 * @param server its address, with the path that it is served under if there is one
 * @param token who calls: sent as a bearer's, never shown
 * @param timeout how long one try of a call may take
 * @param patience how long a call that fails is tried again; the last try, begun within it, may
 *     take a timeout longer
 */
public record RemoteSettings(
    URI server, Optional<String> token, Duration timeout, Duration patience) {
  /** Refuses nulls, what is no server's address, and what can't be sent or waited. */
  public RemoteSettings {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(timeout, "timeout");
    Objects.requireNonNull(patience, "patience");
    check(server);
    if (token
        .filter(text -> text.isBlank() || !text.chars().allMatch(RemoteSettings::isShown))
        .isPresent()) {
      throw new IllegalArgumentException(
          "Cannot send the tracking server's token: it isn't visible ASCII characters, copy it"
              + " again without line breaks");
    }
    if (timeout.isNegative() || timeout.isZero() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "Cannot wait "
              + timeout
              + " for an answer and "
              + patience
              + " in all: give a timeout above zero and a patience of zero or more");
    }
  }

  /** A server that asks for no token, with half a minute for each try and for all of them. */
  public static RemoteSettings of(URI server) {
    return new RemoteSettings(
        server, Optional.empty(), Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  /** The same as the bearer of that token. */
  public RemoteSettings as(String bearer) {
    return new RemoteSettings(server, Optional.of(bearer), timeout, patience);
  }

  /** The same for so long. */
  public RemoteSettings within(Duration eachTry, Duration all) {
    return new RemoteSettings(server, token, eachTry, all);
  }

  private static void check(URI server) {
    String scheme = Objects.toString(server.getScheme(), "").toLowerCase(Locale.ROOT);
    if (server.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "Cannot call a tracking server with a user in its address: it would be shown, give a"
              + " token instead");
    }
    boolean web = scheme.equals("http") || scheme.equals("https");
    boolean plain = server.getRawQuery() == null && server.getRawFragment() == null;
    if (!web || server.getHost() == null || !plain) {
      throw new IllegalArgumentException(
          "Cannot call the tracking server at "
              + server
              + ": give an address such as https://mlflow.example.org");
    }
  }

  private static boolean isShown(int c) {
    return c > ' ' && c <= '~';
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "RemoteSettings[server="
        + server
        + ", token="
        + (token.isPresent() ? "given" : "none")
        + ", timeout="
        + timeout
        + ", patience="
        + patience
        + "]";
  }
}
