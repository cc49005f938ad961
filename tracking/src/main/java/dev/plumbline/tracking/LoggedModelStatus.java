package dev.plumbline.tracking;

/** Whether a logged model's files are there. */
public enum LoggedModelStatus {
  /** MLflow's word for none. */
  UNSPECIFIED,
  /** They are being written. */
  PENDING,
  /** They are there. */
  READY,
  /** Writing them failed. */
  UPLOAD_FAILED
}
