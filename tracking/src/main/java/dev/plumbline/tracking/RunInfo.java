package dev.plumbline.tracking;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a run is, apart from what was logged to it. {@code userId} may be empty. */
public record RunInfo(
    String runId,
    String experimentId,
    String runName,
    String userId,
    RunStatus status,
    Instant startTime,
    Optional<Instant> endTime,
    String artifactUri,
    LifecycleStage lifecycleStage) {
  /** Refuses nulls. */
  public RunInfo {
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(runName, "runName");
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(startTime, "startTime");
    Objects.requireNonNull(endTime, "endTime");
    Objects.requireNonNull(artifactUri, "artifactUri");
    Objects.requireNonNull(lifecycleStage, "lifecycleStage");
  }
}
