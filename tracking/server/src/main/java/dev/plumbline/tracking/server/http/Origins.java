package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Access;
import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Refusal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites' pages, open in a browser of this machine, from calling: none may change
 * anything, and a server for this machine alone answers to no other name, whatever a name server
 * says.
 */
public final class Origins {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private final boolean thisMachineAlone;

  private Origins(boolean thisMachineAlone) {
    this.thisMachineAlone = thisMachineAlone;
  }

  /** For a server that this machine alone reaches. */
  public static Origins thisMachine() {
    return new Origins(true);
  }

  /** For a server that has names. */
  public static Origins any() {
    return new Origins(false);
  }

  /**
   * Refuses what another site's page sent.
   *
   * @param host the request's Host
   * @param origin the request's Origin, which browsers send
   */
  void check(Access access, Optional<String> host, Optional<String> origin) {
    if (thisMachineAlone && host.filter(named -> !LOOPBACK.contains(name(named))).isPresent()) {
      throw new Refusal(
          Code.PERMISSION_DENIED,
          "Cannot answer to the name "
              + host.get()
              + ": this server is for its own machine, call it by 127.0.0.1 or localhost");
    }
    boolean foreign = origin.isPresent() && !authority(origin.get()).equals(host);
    if (foreign && access == Access.CHANGE) {
      throw new Refusal(
          Code.PERMISSION_DENIED,
          "Cannot change anything for a page of " + origin.get() + ": it is another site's");
    }
  }

  /** Without the port. */
  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
