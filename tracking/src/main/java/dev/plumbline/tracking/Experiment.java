package dev.plumbline.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A named group of runs. Its name stays taken while it is deleted. */
public record Experiment(
    String experimentId,
    String name,
    String artifactLocation,
    LifecycleStage lifecycleStage,
    Instant creationTime,
    Instant lastUpdateTime,
    List<Tag> tags) {
  /** Copies the tags; refuses nulls. */
  public Experiment {
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(artifactLocation, "artifactLocation");
    Objects.requireNonNull(lifecycleStage, "lifecycleStage");
    Objects.requireNonNull(creationTime, "creationTime");
    Objects.requireNonNull(lastUpdateTime, "lastUpdateTime");
    tags = List.copyOf(tags);
  }
}
