package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import java.util.Optional;

/**
 * Whether others changed what a replacement replaces since its rows were staged. Appends never
 * collide. Two replacements of one empty partition do, though neither removes a file of the other.
 */
final class ConcurrentChange {
  private ConcurrentChange() {}

  static Optional<TableException> since(
      Optional<DeltaState> base, DeltaState now, WriteTarget target) {
    if (base.isPresent() && !base.get().tableId().equals(now.tableId())) {
      return Optional.of(
          conflict(target, "it was deleted and recreated since the rows were staged"));
    }
    if (target.mode() == Writes.APPEND) {
      return Optional.empty();
    }
    long from = base.map(DeltaState::version).orElse(-1L);
    return now.changeSince(from, target.range(), Optional.of(target.transaction()))
        .map(commit -> conflict(target, commit + " changed " + target.range() + " meanwhile"));
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
