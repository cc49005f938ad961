package dev.plumbline.tracking.search;

/** What a key in a filter belongs to. */
public enum EntityType {
  /** A run's latest metrics. */
  METRIC("metric"),
  /** A run's params. */
  PARAM("parameter"),
  /** Tags. */
  TAG("tag"),
  /** A field of the thing itself. */
  ATTRIBUTE("attribute"),
  /** Datasets that a run read. */
  DATASET("dataset");

  private final String word;

  EntityType(String word) {
    this.word = word;
  }

  /** MLflow's word for it in messages. */
  public String word() {
    return word;
  }
}
