package dev.plumbline.tracking.rules;

import dev.plumbline.tracking.TrackingException;

/** How many results a page may hold. */
public final class PageRules {
  private PageRules() {}

  /** Refuses fewer than one and more than that. */
  public static int upTo(int most, int maxResults) {
    if (maxResults < 1) {
      throw TrackingException.invalid(
          "Invalid value "
              + maxResults
              + " for parameter 'max_results' supplied. It must be a positive integer");
    }
    if (maxResults > most) {
      throw TrackingException.invalid(
          "Invalid value "
              + maxResults
              + " for parameter 'max_results' supplied. It must be at most "
              + most);
    }
    return maxResults;
  }
}
