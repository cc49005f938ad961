package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Says of a failed write what stood in the way: the machine, or a value. */
final class WriteFailure {
  private WriteFailure() {}

  static TableException of(WriteTarget target, Exception e) {
    if (e instanceof TableException known) {
      return known;
    }
    String what = "Cannot write table " + target.table() + " at " + target.location() + ": ";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof FileNotFoundException)) {
        return new TableException(
            TableException.Kind.ENVIRONMENT,
            what + text(cause) + ", free space or grant access and run again",
            e);
      }
    }
    return new TableException(TableException.Kind.USER, what + text(e), e);
  }

  private static String text(Throwable e) {
    return e.getMessage() == null || e instanceof IOException ? e.toString() : e.getMessage();
  }
}
