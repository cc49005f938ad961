package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumbline.tracking.ErrorCode;
import dev.plumbline.tracking.TrackingException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a server can beyond MLflow's wire: Plumbline's says so in {@code server-info}, MLflow's
 * can't. Asked once, when it first matters.
 */
final class Extensions {
  /**
   * On what was created for an id or a key that the server couldn't take: by it the next who
   * creates the same finds it.
   */
  static final String KEY_TAG = "plumbline.key";

  private static final String INFO = "/api/3.0/mlflow/server-info";

  /** What a server of MLflow's says. */
  static final JsonNode NONE = Bodies.empty();

  private final Wire wire;
  private final AtomicReference<Optional<JsonNode>> known;

  private Extensions(Wire wire, Optional<JsonNode> known) {
    this.wire = wire;
    this.known = new AtomicReference<>(known);
  }

  /** Those that the server names when it is asked. */
  static Extensions of(Wire wire) {
    return new Extensions(wire, Optional.empty());
  }

  /** None: the server is taken for MLflow's. */
  static Extensions none(Wire wire) {
    return new Extensions(wire, Optional.of(NONE));
  }

  /** Whether runs and models are created with the ids, and versions with the keys, that we give. */
  boolean takesKeys() {
    return features().path("given_keys").asBoolean();
  }

  /** Whether an alias can be moved from where it is expected, at once. */
  boolean movesAliases() {
    return features().path("compare_and_set_alias").asBoolean();
  }

  private JsonNode features() {
    Optional<JsonNode> there = known.get();
    if (there.isPresent()) {
      return there.get();
    }
    JsonNode asked = ask();
    known.set(Optional.of(asked));
    return asked;
  }

  private JsonNode ask() {
    try {
      return wire.send(Call.get("", Query.NONE).at(INFO)).path("features_enabled");
    } catch (TrackingException e) {
      boolean unknown =
          e.code() == ErrorCode.INVALID_PARAMETER_VALUE
              || e.code() == ErrorCode.RESOURCE_DOES_NOT_EXIST;
      if (unknown) {
        return NONE; // MLflow's before 3.4 have no such route
      }
      throw e;
    }
  }
}
