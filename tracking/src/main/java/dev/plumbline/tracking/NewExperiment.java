package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** An experiment to create; without a location its artifacts go under the store's root. */
public record NewExperiment(String name, Optional<String> artifactLocation, List<Tag> tags) {
  /** Copies the tags; refuses nulls. */
  public NewExperiment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(artifactLocation, "artifactLocation");
    tags = List.copyOf(tags);
  }

  /** One with a name alone. */
  public static NewExperiment named(String name) {
    return new NewExperiment(name, Optional.empty(), List.of());
  }
}
