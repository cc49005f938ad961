package dev.plumbline.tracking;

/** Which lifecycle stages a search looks at. */
public enum ViewType {
  /** What is in use. */
  ACTIVE_ONLY,
  /** What was deleted. */
  DELETED_ONLY,
  /** Both. */
  ALL;

  /** Whether a thing of that stage is seen. */
  public boolean sees(LifecycleStage stage) {
    return this == ALL || (this == ACTIVE_ONLY) == (stage == LifecycleStage.ACTIVE);
  }
}
