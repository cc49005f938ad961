package dev.plumbline.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A run to create. With a run id, creating it again gives the run that is there: a retry makes no
 * second one. Without a name it gets one of the form adjective-noun-number.
 */
public record NewRun(
    String experimentId,
    Optional<String> runId,
    Optional<String> runName,
    String userId,
    Instant startTime,
    List<Tag> tags) {
  /** Copies the tags; refuses nulls. */
  public NewRun {
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(runName, "runName");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(startTime, "startTime");
    tags = List.copyOf(tags);
  }
}
