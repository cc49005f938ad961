package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question for logged models.
 *
 * @param datasets which datasets' metrics the filter means; those models alone that have any
 */
public record LoggedModelSearch(
    List<String> experimentIds,
    String filter,
    List<On> datasets,
    List<By> orderBy,
    int maxResults,
    Optional<String> pageToken) {
  /** A dataset by its name, and by its digest if that is given. */
  public record On(String name, Optional<String> digest) {
    /** Refuses nulls. */
    public On {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(digest, "digest");
    }
  }

  /** An order by an attribute, or by the latest value of a metric, on a dataset if it names one. */
  public record By(String field, boolean ascending, Optional<On> dataset) {
    /** Refuses nulls. */
    public By {
      Objects.requireNonNull(field, "field");
      Objects.requireNonNull(dataset, "dataset");
    }
  }

  /** Copies the lists; refuses nulls. */
  public LoggedModelSearch {
    experimentIds = List.copyOf(experimentIds);
    Objects.requireNonNull(filter, "filter");
    datasets = List.copyOf(datasets);
    orderBy = List.copyOf(orderBy);
    Objects.requireNonNull(pageToken, "pageToken");
  }

  /** What the filter matches, newest first, up to 50 on a page. */
  public static LoggedModelSearch where(String experimentId, String filter) {
    return new LoggedModelSearch(
        List.of(experimentId), filter, List.of(), List.of(), 50, Optional.empty());
  }
}
