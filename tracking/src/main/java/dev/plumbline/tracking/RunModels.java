package dev.plumbline.tracking;

import java.util.List;

/** The logged models that a run read, by id, and those that it made. */
public record RunModels(List<String> inputs, List<ModelOutput> outputs) {
  /** None. */
  public static final RunModels NONE = new RunModels(List.of(), List.of());

  /** Copies the lists. */
  public RunModels {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
