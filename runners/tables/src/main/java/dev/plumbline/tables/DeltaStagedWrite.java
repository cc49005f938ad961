package dev.plumbline.tables;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.exceptions.ConcurrentTransactionException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files staged for one table, and the attempts to commit them. */
final class DeltaStagedWrite implements StagedWrite {
  private final Storage storage;
  private final DeltaCatalog catalog;
  private final DeltaTables tables;
  private final WriteTarget target;
  private final Optional<DeltaState> base;
  private final RowFiles files;
  private final List<StagedFile> staged;
  private final Profile profile;

  /**
   * @param base the state when staging began; what others do to the range from then on is a
   *     conflict
   */
  DeltaStagedWrite(
      Storage storage,
      WriteTarget target,
      Optional<DeltaState> base,
      RowFiles files,
      List<StagedFile> staged,
      Profile profile) {
    this.storage = storage;
    this.catalog = new DeltaCatalog(storage);
    this.tables = new DeltaTables(storage);
    this.target = target;
    this.base = base;
    this.files = files;
    this.staged = staged;
    this.profile = profile;
  }

  @Override
  public Profile profile() {
    return profile;
  }

  @Override
  public void discard() {
    files.delete();
  }

  @Override
  public TableVersion commit() {
    while (true) {
      Optional<DeltaState> now = tables.checked(target);
      if (now.isEmpty() && base.isPresent()) {
        throw ConcurrentChange.deleted(target);
      }
      try {
        return now.isEmpty() ? first() : further(now.get());
      } catch (TableException e) {
        throw e;
      } catch (RuntimeException e) {
        if (!lostRace(e)) {
          OptionalLong ours = lookUp(e);
          if (ours.isPresent()) {
            return version(ours.getAsLong());
          }
          throw WriteFailure.of(target, e);
        }
      }
    }
  }

  private TableVersion first() {
    return version(
        new FirstCommit(target, storage.place(target.location())).commit(staged, profile.rows()));
  }

  private TableVersion further(DeltaState now) {
    CommitAttempt attempt =
        new CommitAttempt(target, storage.place(target.location()), now, staged, profile.rows());
    OptionalLong earlier = attempt.earlier();
    if (earlier.isPresent()) {
      files.delete(); // an earlier try's files are the ones in the table
      return version(earlier.getAsLong());
    }
    Optional<TableException> conflict = ConcurrentChange.since(base, now, target);
    if (conflict.isPresent()) {
      throw conflict.get();
    }
    return version(attempt.commit());
  }

  /** Another commit took the version, or holds our transaction: everything is looked at again. */
  private static boolean lostRace(RuntimeException e) {
    return e instanceof ConcurrentTransactionException
        || e instanceof TableAlreadyExistsException
        || (e.getCause() instanceof CommitFailedException failed && failed.isConflict());
  }

  /** Whether a commit that failed is in the log all the same. */
  private OptionalLong lookUp(RuntimeException failure) {
    try {
      Optional<Long> found =
          catalog.newest(target.location()).flatMap(s -> EarlierCommit.of(s, target));
      return found.map(OptionalLong::of).orElse(OptionalLong.empty());
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      throw new TableException(
          TableException.Kind.UNKNOWN_OUTCOME,
          "Cannot tell whether table "
              + target.table()
              + " at "
              + target.location()
              + " holds the write: the commit failed and its log can't be read, run again with the"
              + " same run id once it can",
          failure);
    }
  }

  private TableVersion version(long version) {
    return new TableVersion(
        target.table(),
        target.location(),
        catalog.at(target.location(), version).tableId(),
        version,
        target.schema().digest(),
        profile.rows());
  }
}
