package dev.plumbline.tables;

import java.io.IOException;

/** A file that isn't as it was written. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String message) {
    super(message);
  }

  /** The damage that a failure comes from, or the failure itself. */
  static Throwable in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DamagedFileException) {
        return cause;
      }
    }
    return failure;
  }
}
