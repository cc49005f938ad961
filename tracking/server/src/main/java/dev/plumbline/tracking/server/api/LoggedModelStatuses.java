package dev.plumbline.tracking.server.api;

import dev.plumbline.tracking.LoggedModelStatus;
import dev.plumbline.tracking.server.wire.Field;

/** A logged model's status in MLflow's words, counted from 0. */
final class LoggedModelStatuses {
  private static final String UNSPECIFIED = "LOGGED_MODEL_STATUS_UNSPECIFIED";
  private static final String PREFIX = "LOGGED_MODEL_";
  static final Field FIELD =
      Field.word(
          "status", 0, UNSPECIFIED, PREFIX + "PENDING", PREFIX + "READY", PREFIX + "UPLOAD_FAILED");

  private LoggedModelStatuses() {}

  static String word(LoggedModelStatus status) {
    return status == LoggedModelStatus.UNSPECIFIED ? UNSPECIFIED : PREFIX + status.name();
  }

  static LoggedModelStatus of(String word) {
    return word.equals(UNSPECIFIED) || word.isEmpty()
        ? LoggedModelStatus.UNSPECIFIED
        : LoggedModelStatus.valueOf(word.substring(PREFIX.length()));
  }
}
