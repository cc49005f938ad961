package dev.plumbline.tracking.server.http;

import dev.plumbline.tracking.server.api.Answer;

/** What MLflow answers where it has no route: a page, not JSON. */
final class Pages {
  private static final String PAGE =
      "<!doctype html>\n<html lang=en>\n<title>%1$d %2$s</title>\n<h1>%2$s</h1>\n<p>%3$s</p>\n";

  private Pages() {}

  static Answer noSuchPath() {
    return page(
        404,
        "Not Found",
        "The requested URL was not found on the server. If you entered the URL manually please check"
            + " your spelling and try again.");
  }

  static Answer noSuchMethod() {
    return page(405, "Method Not Allowed", "The method is not allowed for the requested URL.");
  }

  private static Answer page(int status, String title, String text) {
    return new Answer.Text(status, "text/html; charset=utf-8", PAGE.formatted(status, title, text));
  }
}
