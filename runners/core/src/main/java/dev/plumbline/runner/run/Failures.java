package dev.plumbline.runner.run;

import dev.plumbline.runner.table.TableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLTransientException;

/** What an error means for the run. */
final class Failures {
  private Failures() {}

  /**
   * Whether the same step may well succeed when tried again: environment, not user and not data.
   */
  static boolean mayPass(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof TableException t) {
        return t.kind() == TableException.Kind.ENVIRONMENT
            || t.kind() == TableException.Kind.UNKNOWN_OUTCOME;
      }
      if (e instanceof NoSuchFileException || full(e)) {
        return false;
      }
      if (e instanceof IOException || e instanceof SQLTransientException) {
        return true;
      }
    }
    return false;
  }

  /** A full disk or a read-only folder stays so. */
  private static boolean full(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return e instanceof FileSystemException
        && (message.contains("No space left") || message.contains("Read-only"));
  }

  /** Whether the run was told to stop. */
  static boolean isCancel(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof InterruptedException
          || e instanceof java.nio.channels.ClosedByInterruptException) {
        return true;
      }
    }
    return false;
  }

  /** One line or more for people: the messages of the error and its causes, without repeats. */
  static String tell(Throwable error) {
    StringBuilder text = new StringBuilder();
    for (Throwable e = error; e != null; e = e.getCause()) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.length() == 0 ? "" : ": ").append(message);
      }
    }
    return text.toString();
  }
}
