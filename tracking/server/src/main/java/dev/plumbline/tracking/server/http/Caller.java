package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Access;
import java.util.Objects;

/**
 * Who calls, and the most that they may do.
 *
 * @param name empty for someone who wasn't asked
 */
record Caller(String name, Access most) {
  static final Caller ANYONE = new Caller("", Access.CHANGE);

  Caller {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(most, "most");
  }

  boolean may(Access access) {
    return access.compareTo(most) <= 0;
  }
}
