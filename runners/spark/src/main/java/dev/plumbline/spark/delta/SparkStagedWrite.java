package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.event.Profile;
import dev.plumbline.pipeline.event.TableVersion;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.tables.DeltaCatalog;
import java.util.ConcurrentModificationException;
import java.util.Optional;

/** Files that wait for Delta's commit. */
final class SparkStagedWrite implements StagedWrite {
  private final WriteTarget target;
  private final DeltaTransactions.Write write;
  private final Profile profile;

  SparkStagedWrite(WriteTarget target, DeltaTransactions.Write write, Profile profile) {
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
      write.discard();
      return version(earlier.get());
    }
    try {
      return version(write.commit());
    } catch (ConcurrentModificationException e) {
      return conflict(e);
    } catch (RuntimeException e) {
      // The commit may have been made, or not: the transaction tells.
      return version(earlier().orElseThrow(() -> failed(e)));
    }
  }

  private TableVersion conflict(ConcurrentModificationException e) {
    Optional<Long> same = earlier();
    write.discard();
    return version(
        same.orElseThrow(
            () ->
                new TableException(
                    TableException.Kind.CONFLICT,
                    "Cannot commit to "
                        + target.table()
                        + ": another writer changed the same rows, run the step again: "
                        + firstLine(e),
                    e)));
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
          : new DeltaCatalog()
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

  private TableVersion version(long version) {
    return new TableVersion(
        target.table(),
        target.location(),
        write.tableId(),
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
