package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import java.util.Optional;

/**
 * Whether others changed what a replacement replaces since its rows were staged. Appends never
 * collide. Two replacements of one empty partition do, though neither removes a file of the other.
 */
public final class ConcurrentChange {
  private ConcurrentChange() {}

  /**
   * The conflict, if there is one.
   *
   * @param base the table when the rows were staged; none if it wasn't there
   */
  public static Optional<TableException> since(
      Optional<? extends TableState> base, TableState now, WriteTarget target) {
    if (base.isPresent() && !base.get().tableId().equals(now.tableId())) {
      return Optional.of(
          conflict(target, "it was deleted and recreated since the rows were staged"));
    }
    if (target.mode() == Writes.APPEND) {
      return Optional.empty();
    }
    long from = base.map(TableState::version).orElse(-1L);
    return now.changeSince(from, target.range(), Optional.of(target.transaction()))
        .map(commit -> conflict(target, commit + " changed " + target.range() + " meanwhile"));
  }

  static TableException deleted(WriteTarget target) {
    return conflict(target, "it was deleted since the rows were staged");
  }

  private static TableException conflict(WriteTarget target, String what) {
    return new TableException(
        TableException.Kind.CONFLICT,
        "Cannot replace "
            + target.range()
            + " of table "
            + target.table()
            + ": "
            + what
            + ", nothing was written; look at what it wrote and run again");
  }
}
