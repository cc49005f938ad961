package dev.plumbline.tracking;

/** MLflow's error codes, by the names they carry on its wire. */
public enum ErrorCode {
  /** The caller's mistake: repeating the call unchanged fails again. */
  INVALID_PARAMETER_VALUE,
  /** A name that must be unique is taken, by a deleted experiment too. */
  RESOURCE_ALREADY_EXISTS,
  /** Nothing of that id or name exists. */
  RESOURCE_DOES_NOT_EXIST,
  /** The thing exists in a state that forbids the call. */
  INVALID_STATE,
  /** Another writer held the store for too long: repeating the call may succeed. */
  TEMPORARILY_UNAVAILABLE,
  /** The store failed: its file is damaged, unreadable or full. */
  INTERNAL_ERROR
}
