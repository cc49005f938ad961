package dev.plumbline.tracking;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What to change of a run; what is empty stays. */
public record RunUpdate(
    Optional<RunStatus> status, Optional<Instant> endTime, Optional<String> runName) {
  /** Refuses nulls. */
  public RunUpdate {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(endTime, "endTime");
    Objects.requireNonNull(runName, "runName");
  }

  /** Ends a run. */
  public static RunUpdate ended(RunStatus status, Instant endTime) {
    return new RunUpdate(Optional.of(status), Optional.of(endTime), Optional.empty());
  }

  /** Renames a run. */
  public static RunUpdate renamed(String runName) {
    return new RunUpdate(Optional.empty(), Optional.empty(), Optional.of(runName));
  }
}
