package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model to log; without a name it gets one of the form adjective-noun-number. With a model id,
 * creating it again gives the model that is there: a retry makes no second one.
 */
public record NewLoggedModel(
    String experimentId,
    Optional<String> name,
    String modelType,
    String sourceRunId,
    List<Param> params,
    List<Tag> tags,
    Optional<String> modelId) {
  /** Copies the lists; refuses nulls. */
  public NewLoggedModel {
    Objects.requireNonNull(experimentId, "experimentId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(modelType, "modelType");
    Objects.requireNonNull(sourceRunId, "sourceRunId");
    params = List.copyOf(params);
    tags = List.copyOf(tags);
    Objects.requireNonNull(modelId, "modelId");
  }
}
