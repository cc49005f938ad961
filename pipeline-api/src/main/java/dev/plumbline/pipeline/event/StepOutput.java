package dev.plumbline.pipeline.event;

import java.net.URI;
import java.util.Optional;

/** What a step left behind: enough to find it again in a later run. */
public sealed interface StepOutput {
  /** Rows in a table, committed under a transaction id. */
  record Rows(TableVersion version, String transaction) implements StepOutput {}

  /**
   * A model directory.
   *
   * @param digest over the directory's manifest
   */
  record ModelDirectory(URI location, String digest) implements StepOutput {}

  /** A value, as canonical JSON: metrics, a fold. */
  record Json(String json) implements StepOutput {}

  /** A registered version; empty when the gate refused it. */
  record Version(String model, Optional<Integer> version, String why) implements StepOutput {}

  /** Nothing of its own: the step ran inside the steps that used it. */
  record Fused() implements StepOutput {}
}
