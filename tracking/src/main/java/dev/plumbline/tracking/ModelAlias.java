package dev.plumbline.tracking;

import java.util.Objects;

/** A name that points to one version of a registered model. */
public record ModelAlias(String alias, int version) {
  /** Refuses nulls. */
  public ModelAlias {
    Objects.requireNonNull(alias, "alias");
  }
}
