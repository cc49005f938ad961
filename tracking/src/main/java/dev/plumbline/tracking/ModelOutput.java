package dev.plumbline.tracking;

import java.util.Objects;

/** A logged model that a run made, at a step of its training. */
public record ModelOutput(String modelId, long step) {
  /** Refuses nulls. */
  public ModelOutput {
    Objects.requireNonNull(modelId, "modelId");
  }
}
