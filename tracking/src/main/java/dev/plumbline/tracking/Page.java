package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Some of a search's results. The token, when there are more, is good for the same search only. */
public record Page<T>(List<T> items, Optional<String> nextPageToken) {
  /** Copies the items; refuses nulls. */
  public Page {
    items = List.copyOf(items);
    Objects.requireNonNull(nextPageToken, "nextPageToken");
  }
}
