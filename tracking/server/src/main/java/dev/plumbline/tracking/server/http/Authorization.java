package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Access;
import dev.plumbline.tracking.server.wire.Code;
import dev.plumbline.tracking.server.wire.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The one place where a request is let in or not. */
public final class Authorization {
  private final Optional<Tokens> tokens;

  /** Lets in the bearers of those tokens, or everyone. */
  public Authorization(Optional<Tokens> tokens) {
    this.tokens = tokens;
  }

  /**
   * Who calls a route, if they may.
   *
   * @param header the request's Authorization: a bearer's token, or it as the password of any user
   */
  Caller admit(Access access, Optional<String> header) {
    if (tokens.isEmpty() || access == Access.OPEN) {
      return Caller.ANYONE;
    }
    Caller caller =
        header
            .flatMap(Authorization::token)
            .flatMap(tokens.get()::bearer)
            .orElseThrow(
                () ->
                    new Refusal(
                        Code.UNAUTHENTICATED,
                        "Cannot tell who is calling: set MLFLOW_TRACKING_TOKEN to a token of this"
                            + " server"));
    if (!caller.may(access)) {
      throw new Refusal(
          Code.PERMISSION_DENIED,
          "Cannot change anything as " + caller.name() + ": that token is for reading alone");
    }
    return caller;
  }

  private static Optional<String> token(String header) {
    String[] words = header.split(" ", 2);
    if (words.length < 2) {
      return Optional.empty();
    }
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(words[1].strip());
      case "basic" -> password(words[1].strip());
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
