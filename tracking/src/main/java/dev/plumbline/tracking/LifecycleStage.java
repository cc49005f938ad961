package dev.plumbline.tracking;

/** Whether an experiment or a run is in use; a deleted one can be restored. */
public enum LifecycleStage {
  /** In use. */
  ACTIVE("active"),
  /** Deleted: readable by id, refused for writing, restorable. */
  DELETED("deleted");

  private final String word;

  LifecycleStage(String word) {
    this.word = word;
  }

  /** MLflow's word, in lower case. */
  public String word() {
    return word;
  }

  /** The stage of that word. */
  public static LifecycleStage of(String word) {
    return word.equals(DELETED.word) ? DELETED : ACTIVE;
  }
}
