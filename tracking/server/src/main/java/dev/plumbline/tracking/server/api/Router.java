package dev.plumbline.tracking.server.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a path. A path without names is found at once, others one after another. */
public final class Router {
  private final Map<String, Map<String, Route>> fixed = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  private record Pattern(List<String> parts, Map<String, Route> routes) {}

  /** What a path leads to: its routes by method, and what stands in its named parts. */
  public record Found(Map<String, Route> routes, Map<String, String> words) {
    /** The route of a method; HEAD is GET without the body. */
    public Optional<Route> of(String method) {
      return Optional.ofNullable(routes.get(method.equals("HEAD") ? "GET" : method));
    }
  }

  Router(List<Route> routes) {
    Map<String, Map<String, Route>> named = new LinkedHashMap<>();
    for (Route route : routes) {
      Map<String, Map<String, Route>> into = route.path().contains("{") ? named : fixed;
      Route twice =
          into.computeIfAbsent(route.path(), path -> new HashMap<>()).put(route.method(), route);
      if (twice != null) {
        throw new IllegalArgumentException(
            "Cannot serve " + route.method() + " " + route.path() + ": it is there twice");
      }
    }
    named.forEach((path, by) -> patterns.add(new Pattern(List.of(path.split("/", -1)), by)));
  }

  /**
   * What that path leads to.
   *
   * @param parts the path between its slashes, decoded, without the empty part before the first
   */
  public Optional<Found> find(List<String> parts) {
    Map<String, Route> exact = fixed.get(String.join("/", parts));
    if (exact != null) {
      return Optional.of(new Found(exact, Map.of()));
    }
    for (Pattern pattern : patterns) {
      Optional<Map<String, String>> words = match(pattern.parts(), parts);
      if (words.isPresent()) {
        return Optional.of(new Found(pattern.routes(), words.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> match(List<String> pattern, List<String> parts) {
    Map<String, String> words = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (i >= parts.size()) {
        return Optional.empty();
      }
      String part = pattern.get(i);
      if (part.endsWith("...}")) {
        String rest = String.join("/", parts.subList(i, parts.size()));
        words.put(part.substring(1, part.length() - 4), rest);
        return rest.isEmpty() ? Optional.empty() : Optional.of(words);
      }
      if (part.startsWith("{") && !parts.get(i).isEmpty()) {
        words.put(part.substring(1, part.length() - 1), parts.get(i));
      } else if (!part.equals(parts.get(i))) {
        return Optional.empty();
      }
    }
    return pattern.size() == parts.size() ? Optional.of(words) : Optional.empty();
  }
}
