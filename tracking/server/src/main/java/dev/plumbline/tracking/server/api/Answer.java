package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.server.wire.Json;
import java.io.InputStream;
import java.util.OptionalLong;

/** What a route answers. */
public sealed interface Answer {
  /** An object without fields. */
  Answer DONE = new Structured(Json.NOTHING);

  /** JSON. */
  record Structured(Json.Body body) implements Answer {}

  /** A text. */
  record Text(int status, String type, String text) implements Answer {}

  /**
   * A file, read while it is sent; whoever sends it closes it.
   *
   * @param path where it lies, whose last part is its name
   */
  record Download(String path, OptionalLong sizeBytes, InputStream content) implements Answer {}

  /** JSON. */
  static Answer of(Json.Body body) {
    return new Structured(body);
  }
}
