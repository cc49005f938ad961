package dev.plumbline.tables;

import dev.plumbline.runner.table.TableCommit;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.WriteTarget;
import java.util.Optional;

/**
 * The commit that an earlier try of a write made: the write is done, and is what that committed.
 */
public final class EarlierCommit {
  private static final String FINGERPRINT = "fingerprint";

  private EarlierCommit() {}

  /**
   * Its version, if the log holds the write's transaction.
   *
   * @throws TableException USER when it was made by other code, parameters or inputs: its rows are
   *     not what this write would record them as
   */
  public static Optional<Long> of(TableState state, WriteTarget target) {
    Optional<TableCommit> found = state.commitOf(target.transaction());
    Optional<String> made = found.map(commit -> commit.provenance().get(FINGERPRINT));
    Optional<String> wanted = Optional.ofNullable(target.provenance().get(FINGERPRINT));
    if (made.isPresent() && wanted.isPresent() && !made.equals(wanted)) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot take commit "
              + found.get().version()
              + " of table "
              + target.table()
              + " for transaction "
              + target.transaction()
              + ": an earlier try made it with other code, parameters or inputs (fingerprint "
              + made.get()
              + ", now "
              + wanted.get()
              + "), start a new run");
    }
    return found.map(TableCommit::version);
  }
}
