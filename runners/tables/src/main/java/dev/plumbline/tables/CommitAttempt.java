package dev.plumbline.tables;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import io.delta.kernel.Operation;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * One try to commit on one version, without Kernel's own retries: it would check only removes
 * against removes. The caller judges what happened in between.
 */
final class CommitAttempt {
  private final WriteTarget target;
  private final DeltaState state;
  private final Place folder;
  private final List<StagedFile> staged;
  private final long rows;
  private final Map<String, String> metrics = new TreeMap<>();
  private final ProvenanceCommitter committer;
  private final SnapshotImpl snapshot;

  CommitAttempt(
      WriteTarget target, Place folder, DeltaState state, List<StagedFile> staged, long rows) {
    this.target = target;
    this.state = state;
    this.folder = folder;
    this.staged = staged;
    this.rows = rows;
    this.committer =
        new ProvenanceCommitter(folder.files(), () -> Provenance.ofWrite(target, metrics));
    this.snapshot = Kernel.snapshot(folder, state.version(), committer);
  }

  /**
   * The version that holds the write's transaction, from this process or another.
   *
   * @throws TableException UNKNOWN_OUTCOME when it is done but the log no longer says where
   */
  OptionalLong earlier() {
    if (snapshot.getLatestTransactionVersion(folder.kernel(), target.transaction()).isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        EarlierCommit.of(state, target)
            .orElseThrow(
                () ->
                    new TableException(
                        TableException.Kind.UNKNOWN_OUTCOME,
                        "Cannot name the version of table "
                            + target.table()
                            + " that holds transaction "
                            + target.transaction()
                            + ": it was committed, but its commit is cleaned from the log; start a"
                            + " new run")));
  }

  /** The committed version; throws as Kernel's transaction does. */
  long commit() {
    List<Row> actions = new ArrayList<>(removes());
    metrics.put("numRemovedFiles", String.valueOf(actions.size()));
    FileActions adds = new FileActions(target, folder, snapshot.getMetadata().getConfiguration());
    actions.addAll(adds.all(staged));
    metrics.putAll(adds.metrics(rows));
    Transaction transaction = state.missing(target.schema()).isEmpty() ? plain() : widening();
    TransactionCommitResult committed =
        transaction.commit(
            folder.kernel(),
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    AfterCommit.run(new DeltaLog(folder), committed);
    return committed.getVersion();
  }

  private Transaction plain() {
    return snapshot
        .buildUpdateTableTransaction(DeltaTables.ENGINE, Operation.WRITE)
        .withTransactionId(target.transaction(), 1)
        .withMaxRetries(0)
        .build(folder.kernel());
  }

  /** Kernel's builder widens a table only under column mapping; its transaction can do without. */
  private Transaction widening() {
    Metadata wide =
        snapshot
            .getMetadata()
            .withNewSchema(KernelTypes.widened(target.schema(), snapshot.getSchema()));
    Optional<Protocol> protocol =
        TableFeatures.autoUpgradeProtocolBasedOnMetadata(wide, Set.of(), snapshot.getProtocol())
            .map(upgrade -> upgrade._1);
    return new TransactionImpl(
        false,
        snapshot.getDataPath(),
        Optional.of(snapshot),
        DeltaTables.ENGINE,
        Operation.WRITE,
        protocol,
        Optional.of(wide),
        committer,
        Optional.of(
            new SetTransaction(target.transaction(), 1L, Optional.of(System.currentTimeMillis()))),
        Optional.empty(),
        Optional.of(0),
        0,
        System::currentTimeMillis);
  }

  /** A remove for each live file of the range that is replaced. */
  private List<Row> removes() {
    List<Row> removes = new ArrayList<>();
    if (target.mode() == Writes.REPLACE) {
      PartitionRange range = PartitionRange.of(target.range(), state.head());
      Kernel.files(
          folder,
          state.version(),
          snapshot.getScanBuilder().build(),
          file -> {
            if (range.keeps(InternalScanFileUtils.getPartitionValues(file))) {
              AddFile add = new AddFile(file.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL));
              removes.add(
                  SingleAction.createRemoveFileSingleAction(
                      add.toRemoveFileRow(true, Optional.of(System.currentTimeMillis()))));
            }
          });
    }
    return removes;
  }
}
