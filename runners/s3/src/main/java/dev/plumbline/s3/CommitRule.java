package dev.plumbline.s3;

/** How one writer alone wins a version of a table. */
public enum CommitRule {
  /** By conditional puts, once the store was seen to refuse the second of two. */
  PROBE,
  /** By conditional puts; the user says that the store has them. */
  PUT,
  /** By the runs' lease; the user says that all writers share one tracking store. */
  LEASE
}
