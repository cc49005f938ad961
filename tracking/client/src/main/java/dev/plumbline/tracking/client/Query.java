package dev.plumbline.tracking.client;

import dev.plumbline.tracking.Search;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What follows the question mark of a URL. */
record Query(String text) {
  static final Query NONE = new Query("");

  static Query of(String name, String value) {
    return NONE.and(name, value);
  }

  Query and(String name, String value) {
    return new Query(text + (text.isEmpty() ? "?" : "&") + encoded(name) + "=" + encoded(value));
  }

  Query and(String name, Optional<String> value) {
    return value.map(given -> and(name, given)).orElse(this);
  }

  /** A name with several values comes several times. */
  Query each(String name, List<String> values) {
    Query all = this;
    for (String value : values) {
      all = all.and(name, value);
    }
    return all;
  }

  static Query of(Search search) {
    return of("filter", search.filter())
        .and("max_results", Integer.toString(search.maxResults()))
        .each("order_by", search.orderBy())
        .and("page_token", search.pageToken());
  }

  /** A text as one part of a path, or of a query. */
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return text;
  }
}
