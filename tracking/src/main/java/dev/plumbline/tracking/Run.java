package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;

/** A run with everything logged to it; a metric's history is read apart. */
public record Run(RunInfo info, RunData data, List<DatasetInput> inputs, RunModels models) {
  /** Copies the inputs; refuses nulls. */
  public Run {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(data, "data");
    inputs = List.copyOf(inputs);
    Objects.requireNonNull(models, "models");
  }

  /** The run's id. */
  public String runId() {
    return info.runId();
  }
}
