package dev.plumbline.tables;

import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import java.io.IOException;

/**
 * What makes the next reading cheap: a checksum with each commit, a checkpoint with every tenth.
 * The commit is done, so a failure here is told to the log of the process and changes nothing.
 */
final class AfterCommit {
  private static final System.Logger LOG = System.getLogger(AfterCommit.class.getName());

  private AfterCommit() {}

  static void run(DeltaLog log, TransactionCommitResult committed) {
    for (PostCommitHook hook : committed.getPostCommitHooks()) {
      try {
        hook.threadSafeInvoke(log.table().kernel());
      } catch (CheckpointAlreadyExistsException e) {
        LOG.log(
            System.Logger.Level.DEBUG, "Another writer made the checkpoint of {0}", log.table());
      } catch (IOException | RuntimeException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Cannot write the {0} of {1} at version {2}: {3}; reading it takes longer",
            hook.getType(),
            log.table(),
            committed.getVersion(),
            e);
        if (hook.getType() == PostCommitHookType.CHECKPOINT) {
          deleteHalf(log, committed.getVersion());
        }
      }
    }
  }

  /** Parquet ends a file also when its rows broke off, and readers would believe it. */
  private static void deleteHalf(DeltaLog log, long version) {
    try {
      log.table().files().delete(log.checkpointFile(version));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "Cannot delete {0}", log.checkpointFile(version));
    }
  }
}
