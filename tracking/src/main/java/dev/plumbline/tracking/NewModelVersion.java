package dev.plumbline.tracking;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model version to create. With a source key, creating it again gives the version that is there:
 * a model that was trained once is registered once, whoever retries. Deleting the version frees its
 * key.
 *
 * @param modelId the logged model that it is made from, which is told of the version
 */
public record NewModelVersion(
    String name,
    String source,
    Optional<String> runId,
    Optional<String> runLink,
    Optional<String> description,
    List<Tag> tags,
    Optional<String> sourceKey,
    Optional<String> modelId) {
  /** Copies the tags; refuses nulls. */
  public NewModelVersion {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(runLink, "runLink");
    Objects.requireNonNull(description, "description");
    tags = List.copyOf(tags);
    Objects.requireNonNull(sourceKey, "sourceKey");
    Objects.requireNonNull(modelId, "modelId");
  }

  /** One with a source alone. */
  public static NewModelVersion of(String name, String source) {
    return new NewModelVersion(
        name,
        source,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, made by that run. */
  public NewModelVersion fromRun(String run) {
    return new NewModelVersion(
        name, source, Optional.of(run), runLink, description, tags, sourceKey, modelId);
  }

  /** The same with other tags. */
  public NewModelVersion tagged(List<Tag> with) {
    return new NewModelVersion(name, source, runId, runLink, description, with, sourceKey, modelId);
  }

  /** The same, created at most once for that key. */
  public NewModelVersion onceFor(String key) {
    return new NewModelVersion(
        name, source, runId, runLink, description, tags, Optional.of(key), modelId);
  }
}
