package dev.plumbline.tracking.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;

/**
 * One request, in however many tries.
 *
 * @param path below the server's address, with the query
 * @param changes whether the server may be another after it
 * @param key the same in each try, by which a server that knows it makes nothing twice
 */
record Call(
    String method, String path, Optional<ObjectNode> body, boolean changes, Optional<UUID> key) {
  private static final String API = "/api/2.0/mlflow/";

  /** Reads. */
  static Call get(String path, Query query) {
    return new Call("GET", API + path + query, Optional.empty(), false, Optional.empty());
  }

  /** Reads what a URL is too short to ask for. */
  static Call ask(String path, ObjectNode body) {
    return new Call("POST", API + path, Optional.of(body), false, Optional.empty());
  }

  /** Reads at another place than most. */
  Call at(String whole) {
    return new Call(method, whole, body, changes, key);
  }

  /** Changes what is there; doing it twice is as good as once, or is refused. */
  static Call post(String path, ObjectNode body) {
    return new Call("POST", API + path, Optional.of(body), true, Optional.empty());
  }

  /** Makes something new, once. */
  static Call create(String path, ObjectNode body) {
    return new Call("POST", API + path, Optional.of(body), true, Optional.of(UUID.randomUUID()));
  }

  /** Changes a part of what is there. */
  static Call patch(String path, ObjectNode body) {
    return new Call("PATCH", API + path, Optional.of(body), true, Optional.empty());
  }

  /** Deletes. */
  static Call delete(String path, ObjectNode body) {
    return new Call("DELETE", API + path, Optional.of(body), true, Optional.empty());
  }
}
