package dev.plumbline.tracking;

import java.util.Objects;
import java.util.Optional;

/**
 * Data that a run read, one for each (experiment, name, digest). {@code source}, {@code schema} and
 * {@code profile} are JSON texts whose form {@code sourceType} decides; the store doesn't read
 * them.
 */
public record Dataset(
    String name,
    String digest,
    String sourceType,
    String source,
    Optional<String> schema,
    Optional<String> profile) {
  /** Refuses nulls. */
  public Dataset {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(sourceType, "sourceType");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(profile, "profile");
  }
}
