package dev.plumbline.tracking;

import java.util.Optional;

/** Aliases: {@code latest} and {@code v12} are reserved, and {@code latest} is always readable. */
public interface ModelAliasStore {
  /** Points an alias to a version, wherever it pointed before. */
  void setAlias(String name, String alias, int version);

  /**
   * Points an alias to a version if it still points to {@code expected} (empty: to none). Gives
   * whether it points to {@code version} afterwards, so a repeated call gives the same answer.
   */
  boolean compareAndSetAlias(String name, String alias, Optional<Integer> expected, int version);

  /** Deletes an alias; one that isn't there is no error. */
  void deleteAlias(String name, String alias);

  /** The version an alias points to; an unknown alias is INVALID_PARAMETER_VALUE. */
  ModelVersion loadModelVersionByAlias(String name, String alias);
}
