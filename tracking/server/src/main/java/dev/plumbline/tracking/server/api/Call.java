package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.server.wire.Field;
import dev.plumbline.tracking.server.wire.Message;
import dev.plumbline.tracking.server.wire.Refusal;
import dev.plumbline.tracking.server.wire.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param method in upper case
 * @param words what stands in the path where its route has names
 * @param query its values by name, in order
 * @param contentType as it was sent
 * @param retryKey the same in each try of one request, if the client says so; no other caller's
 * @param body read once, by whom it concerns
 */
public record Call(
    String method,
    Map<String, String> words,
    Map<String, List<String>> query,
    Optional<String> contentType,
    Optional<String> retryKey,
    InputStream body) {
  private static final String JSON = "application/json";

  /** What was asked, from the query of a GET or else from the body. */
  public Message in(List<Field> fields) throws IOException {
    boolean get = method.equals("GET") || method.equals("HEAD");
    if (get) {
      return Requests.ofQuery(fields, query);
    }
    checkType();
    return Requests.ofBody(fields, body);
  }

  /** As MLflow does: of POST and PUT alone. */
  private void checkType() {
    if (!method.equals("POST") && !method.equals("PUT")) {
      return;
    }
    String type =
        contentType.orElseThrow(
            () -> Refusal.invalid("Bad Request. Content-Type header is missing."));
    if (!type.split(";", 2)[0].strip().equals(JSON)) {
      throw Refusal.invalid("Bad Request. Content-Type must be one of ['" + JSON + "'].");
    }
  }

  /** What stands in the path. */
  public String word(String name) {
    return words.get(name);
  }

  /** The first value of that name in the query. */
  public Optional<String> first(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }
}
