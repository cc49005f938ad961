package dev.plumbline.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A named line of model versions; {@code latestVersions} holds the newest of each stage. */
public record RegisteredModel(
    String name,
    Instant creationTimestamp,
    Instant lastUpdatedTimestamp,
    Optional<String> description,
    List<ModelVersion> latestVersions,
    List<Tag> tags,
    List<ModelAlias> aliases) {
  /** Copies the lists; refuses nulls. */
  public RegisteredModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(creationTimestamp, "creationTimestamp");
    Objects.requireNonNull(lastUpdatedTimestamp, "lastUpdatedTimestamp");
    Objects.requireNonNull(description, "description");
    latestVersions = List.copyOf(latestVersions);
    tags = List.copyOf(tags);
    aliases = List.copyOf(aliases);
  }

  /** The version that an alias points to. */
  public Optional<Integer> versionOf(String alias) {
    return aliases.stream()
        .filter(each -> each.alias().equals(alias))
        .map(ModelAlias::version)
        .findFirst();
  }
}
