package dev.plumbline.tables;

import dev.plumbline.runner.table.PinnedRead;
import dev.plumbline.runner.table.TableException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Says of a data file that can't be read whether it is gone, closed to us, or damaged. */
public final class ReadFailure {
  private ReadFailure() {}

  /**
   * @param file its path within the table
   */
  public static TableException of(PinnedRead read, String file, Exception e) {
    String what =
        "Cannot read table "
            + read.table()
            + " at version "
            + read.version()
            + ": file "
            + file
            + " at "
            + read.location();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
        return new TableException(
            TableException.Kind.GONE,
            what + " is gone, it was vacuumed or deleted; plan again to take the newest version",
            e);
      }
      if (cause instanceof AccessDeniedException) {
        return new TableException(
            TableException.Kind.ENVIRONMENT, what + " may not be read, change its permissions", e);
      }
    }
    return new TableException(
        TableException.Kind.CORRUPT,
        what + " is damaged (" + root(e) + "), restore it or rerun the step that wrote it",
        e);
  }

  private static String root(Throwable e) {
    Throwable at = e;
    while (at.getCause() != null) {
      at = at.getCause();
    }
    return at.getMessage() == null ? at.toString() : at.getMessage();
  }
}
