package dev.plumbline.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One version of a registered model; {@code source} is the location that it was made from. Its
 * status in MLflow's words is always READY: no store here registers in the background.
 */
public record ModelVersion(
    String name,
    int version,
    Instant creationTimestamp,
    Instant lastUpdatedTimestamp,
    Stage currentStage,
    Optional<String> description,
    String source,
    Optional<String> runId,
    Optional<String> runLink,
    List<Tag> tags,
    List<String> aliases) {
  /** Copies the lists; refuses nulls. */
  public ModelVersion {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(creationTimestamp, "creationTimestamp");
    Objects.requireNonNull(lastUpdatedTimestamp, "lastUpdatedTimestamp");
    Objects.requireNonNull(currentStage, "currentStage");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(runId, "runId");
    Objects.requireNonNull(runLink, "runLink");
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
  }

  /** A tag's value. */
  public Optional<String> tag(String key) {
    return tags.stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
  }
}
