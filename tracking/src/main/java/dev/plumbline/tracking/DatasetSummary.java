package dev.plumbline.tracking;

import java.util.Objects;
import java.util.Optional;

/** A dataset that runs of an experiment read, once for each context they read it in. */
public record DatasetSummary(
    String experimentId, String name, String digest, Optional<String> context) {
  /** Refuses nulls. */
  public DatasetSummary {
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(context, "context");
  }
}
