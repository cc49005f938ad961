package dev.plumbline.tables;

import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.WriteTarget;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The commit that makes a table, at the lowest protocol that its types need, with its first rows in
 * it. Without Kernel's own retries: who comes second looks at what is there.
 */
final class FirstCommit {
  private final WriteTarget target;
  private final Place folder;
  private final Map<String, String> metrics = new TreeMap<>();

  FirstCommit(WriteTarget target, Place folder) {
    this.target = target;
    this.folder = folder;
  }

  /** The committed version; throws as Kernel's transaction does when another made the table. */
  long commit(List<StagedFile> staged, long rows) {
    FileActions adds = new FileActions(target, folder, Map.of());
    List<Row> actions = new ArrayList<>();
    actions.add(
        SingleAction.createTxnSingleAction(
            new SetTransaction(target.transaction(), 1L, Optional.of(System.currentTimeMillis()))
                .toRow()));
    actions.addAll(adds.all(staged));
    metrics.putAll(adds.metrics(rows));
    Transaction transaction = begin();
    TransactionCommitResult committed =
        transaction.commit(
            folder.kernel(),
            CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator())));
    AfterCommit.run(new DeltaLog(folder), committed);
    return committed.getVersion();
  }

  private Transaction begin() {
    CreateTableTransactionBuilder builder =
        TableManager.buildCreateTableTransaction(
                folder.path(), KernelTypes.struct(target.schema()), DeltaTables.ENGINE)
            .withCommitter(
                new ProvenanceCommitter(folder.files(), () -> Provenance.ofWrite(target, metrics)))
            .withMaxRetries(0);
    if (!target.partitionColumns().isEmpty()) {
      builder =
          builder.withDataLayoutSpec(
              DataLayoutSpec.partitioned(
                  target.partitionColumns().stream().map(Column::new).toList()));
    }
    try {
      return builder.build(folder.kernel());
    } catch (TableAlreadyExistsException e) {
      throw e;
    } catch (KernelException e) {
      throw new TableException(
          TableException.Kind.USER,
          "Cannot create table " + target.table() + " at " + folder + ": " + e.getMessage(),
          e);
    }
  }
}
