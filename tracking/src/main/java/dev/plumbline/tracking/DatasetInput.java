package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;

/** A dataset as one run read it; the tag {@code mlflow.data.context} says what for. */
public record DatasetInput(Dataset dataset, List<Tag> tags) {
  /** Copies the tags; refuses nulls. */
  public DatasetInput {
    Objects.requireNonNull(dataset, "dataset");
    tags = List.copyOf(tags);
  }
}
