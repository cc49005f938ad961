package dev.plumbline.tracking.server.api;

import java.io.IOException;

/**
 * What the server answers to one method on one path.
 *
 * @param path its parts joined by slashes; {@code {name}} stands for any one part, {@code
 *     {name...}} at the end for all that follow
 */
public record Route(String method, String path, Access access, Handler handler) {
  /** Answers a call. */
  @FunctionalInterface
  public interface Handler {
    /** Throws a refusal, or what a store throws. */
    Answer answer(Call call) throws IOException;
  }

  static Route get(String path, Handler handler) {
    return new Route("GET", path, Access.READ, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route("POST", path, Access.CHANGE, handler);
  }

  static Route patch(String path, Handler handler) {
    return new Route("PATCH", path, Access.CHANGE, handler);
  }

  static Route put(String path, Handler handler) {
    return new Route("PUT", path, Access.CHANGE, handler);
  }

  static Route delete(String path, Handler handler) {
    return new Route("DELETE", path, Access.CHANGE, handler);
  }

  /** The same, which changes nothing though it is a POST. */
  Route reading() {
    return new Route(method, path, Access.READ, handler);
  }

  /** The same, open to everyone. */
  Route open() {
    return new Route(method, path, Access.OPEN, handler);
  }
}
