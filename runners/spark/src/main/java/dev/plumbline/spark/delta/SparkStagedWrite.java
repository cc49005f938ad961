package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.tables.ConcurrentChange;
import dev.plumbline.tables.DeltaCatalog;
import dev.plumbline.tables.DeltaTables;
import dev.plumbline.tables.Storage;
import java.util.ConcurrentModificationException;
import java.util.Optional;

/** Files that wait for Delta's commit. */
final class SparkStagedWrite implements StagedWrite {
  private final Storage storage;
  private final DeltaCatalog catalog;
  private final WriteTarget target;
  private final Profile profile;
  private DeltaTransactions.Write write;

  SparkStagedWrite(
      Storage storage, WriteTarget target, DeltaTransactions.Write write, Profile profile) {
    this.storage = storage;
    this.catalog = new DeltaCatalog(storage);
    this.target = target;
    this.write = write;
    this.profile = profile;
  }

  @Override
  public Profile profile() {
    return profile;
  }

  @Override
  public TableVersion commit() {
    Optional<Long> earlier = earlier();
    if (earlier.isPresent()) {
      return found(earlier.get());
    }
    try {
      return version(write.commit(), write.tableId());
    } catch (ConcurrentModificationException e) {
      return overtaken(e);
    } catch (RuntimeException e) {
      // The commit may have been made, or not: the transaction tells.
      Optional<Long> made = earlier();
      if (made.isEmpty()) {
        throw failed(e);
      }
      return version(made.get(), tableId(made.get()));
    }
  }

  /** An earlier try's files, or another driver's, are the ones in the table. */
  private TableVersion found(long version) {
    write.discard();
    return version(version, tableId(version));
  }

  /** Another commit came first: the same write, one that made the table, or a conflict. */
  private TableVersion overtaken(ConcurrentModificationException e) {
    Optional<Long> same = earlier();
    if (same.isPresent()) {
      return found(same.get());
    }
    try {
      if (write.base().isPresent()) {
        throw conflict(e);
      }
      intoTheTableOfAnother();
    } catch (TableException refused) {
      write.discard();
      throw refused;
    }
    return commit();
  }

  private void intoTheTableOfAnother() {
    new DeltaTables(storage).find(target);
    write = write.again();
    write
        .base()
        .ifPresent(
            base ->
                ConcurrentChange.since(
                        Optional.empty(), catalog.at(target.location(), base), target)
                    .ifPresent(
                        conflict -> {
                          throw conflict;
                        }));
  }

  private TableException conflict(ConcurrentModificationException e) {
    return new TableException(
        TableException.Kind.CONFLICT,
        "Cannot commit to "
            + target.table()
            + ": another writer changed the same rows, run the step again: "
            + firstLine(e),
        e);
  }

  private TableException failed(RuntimeException e) {
    write.discard();
    return new TableException(
        TableException.Kind.ENVIRONMENT,
        "Cannot commit to " + target.table() + " at " + target.location() + ": " + firstLine(e),
        e);
  }

  private Optional<Long> earlier() {
    try {
      return !write.mayBeCommitted()
          ? Optional.empty()
          : catalog
              .latest(target.location())
              .flatMap(state -> state.transaction(target.transaction()));
    } catch (RuntimeException e) {
      throw new TableException(
          TableException.Kind.UNKNOWN_OUTCOME,
          "Cannot tell whether "
              + target.table()
              + " holds the transaction "
              + target.transaction()
              + ": "
              + firstLine(e)
              + ", resume the run",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private String tableId(long version) {
    return catalog.at(target.location(), version).tableId();
  }

  private TableVersion version(long version, String tableId) {
    return new TableVersion(
        target.table(),
        target.location(),
        tableId,
        version,
        target.schema().digest(),
        profile.rows());
  }

  @Override
  public void discard() {
    if (!write.discard()) {
      System.getLogger(SparkStagedWrite.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Some staged files of {0} could not be deleted; no version names them",
              target.table());
    }
  }
}
