package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.encode.StoredTypes;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.delta.files.TahoeLogFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Delta's transaction on one table. Its API is internal to Delta: all uses of it are here. */
final class DeltaTransactions {
  /** A transaction's version never rises: its id names one logical write. */
  private static final long VERSION = 1;

  private final DeltaLog log;

  DeltaTransactions(SparkSession spark, URI location) {
    this.log = DeltaLog.forTable(spark, new Path(location));
  }

  /** The head of a table: what its newest commit, or a pinned one, says. */
  record Head(long version, String tableId, StructType columns, List<String> partitions) {
    private static Head of(Snapshot snapshot) {
      Metadata metadata = snapshot.metadata();
      return new Head(
          snapshot.version(),
          metadata.id(),
          snapshot.schema(),
          CollectionConverters.asJava(metadata.partitionColumns()));
    }
  }

  /** What a dataset of {@code versionAsOf} will really read. */
  static Optional<Head> read(Dataset<?> rows) {
    var leaves = rows.queryExecution().analyzed().collectLeaves();
    for (var leaf : CollectionConverters.asJava(leaves)) {
      if (leaf instanceof LogicalRelation relation
          && relation.relation() instanceof HadoopFsRelation files
          && files.location() instanceof TahoeLogFileIndex index) {
        return Optional.of(Head.of(index.getSnapshot()));
      }
    }
    return Optional.empty();
  }

  private Snapshot update() {
    return log.update(false, Option.empty(), Option.empty());
  }

  /** Begins a write: from here on, what others commit is judged against it. */
  Write begin(WriteTarget target, StructType record) {
    OptimisticTransaction txn = log.startTransaction(Option.empty(), Option.apply(update()));
    // Delta refuses a repeated id only when it was read in this transaction.
    txn.txnVersion(target.transaction());
    Metadata was = txn.metadata();
    StructType columns = StoredTypes.merged(was.schema(), record);
    if (!columns.equals(was.schema())) {
      txn.updateMetadata(
          was.copy(
              was.id(),
              was.name(),
              was.description(),
              was.format(),
              columns.json(),
              was.partitionColumns(),
              was.configuration(),
              was.createdTime()),
          false);
    }
    List<Action> actions = new ArrayList<>();
    if (target.mode() == Writes.REPLACE) {
      for (AddFile file : CollectionConverters.asJava(live(txn, target.range()))) {
        actions.add(file.remove());
      }
    }
    return new Write(txn, target, actions);
  }

  /** Live files of a range, noted in the transaction as read. */
  private static Seq<AddFile> live(OptimisticTransaction txn, RowRange range) {
    return range instanceof RowRange.Between b
        ? txn.filterFiles(predicates(b), false)
        : txn.filterFiles();
  }

  private static Seq<Expression> predicates(RowRange.Between range) {
    UnresolvedAttribute column = new UnresolvedAttribute(seq(List.of(range.column())));
    return seq(
        List.<Expression>of(
            new GreaterThanOrEqual(column, Literal$.MODULE$.apply(range.from())),
            new LessThan(column, Literal$.MODULE$.apply(range.to()))));
  }

  /** The commit that holds a transaction, newest first; empty when the log has none. */
  Optional<Long> committed(String transaction) throws IOException {
    Snapshot snapshot = update();
    if (!snapshot.transactions().contains(transaction)) {
      return Optional.empty();
    }
    for (long version = snapshot.version(); version >= 0; version--) {
      Path file = new Path(log.logPath(), String.format("%020d.json", version));
      var lines = log.store().readAsIterator(file, log.newDeltaHadoopConf());
      try {
        while (lines.hasNext()) {
          String line = lines.next();
          if (line.startsWith("{\"txn\"")
              && Json.parse(line) instanceof Map<?, ?> action
              && action.get("txn") instanceof Map<?, ?> txn
              && transaction.equals(txn.get("appId"))) {
            return Optional.of(version);
          }
        }
      } finally {
        lines.close();
      }
    }
    return Optional.empty();
  }

  /** One write from its files to its commit; used by one thread. */
  final class Write {
    private final OptimisticTransaction txn;
    private final WriteTarget target;
    private final List<Action> actions;
    private final List<Path> files = new ArrayList<>();

    private Write(OptimisticTransaction txn, WriteTarget target, List<Action> actions) {
      this.txn = txn;
      this.target = target;
      this.actions = actions;
    }

    String tableId() {
      return txn.metadata().id();
    }

    /** Computes the rows and writes their files, which no version names yet. */
    void stage(Dataset<?> rows) {
      for (FileAction file : CollectionConverters.asJava(txn.writeFiles(rows))) {
        actions.add(file);
        if (file instanceof AddFile add) {
          files.add(new Path(log.dataPath(), add.toPath()));
        }
      }
    }

    /** Answers the version that it made. */
    long commit() {
      boolean replace = target.mode() == Writes.REPLACE;
      actions.add(
          new SetTransaction(
              target.transaction(), VERSION, Option.apply(System.currentTimeMillis())));
      String predicate = target.range() instanceof RowRange.Between b ? b.toString() : null;
      return txn.commit(
          seq(actions),
          new DeltaOperations.Write(
              replace ? SaveMode.Overwrite : SaveMode.Append,
              Option.apply(seq(target.partitionColumns())),
              Option.apply(predicate),
              Option.apply(Json.write(target.provenance())),
              Option.empty(),
              Option.empty(),
              Option.empty(),
              Option.empty(),
              Option.empty()));
    }

    /** Deletes the files; answers whether all are gone. */
    boolean discard() {
      boolean gone = true;
      for (Path file : files) {
        try {
          gone &= file.getFileSystem(log.newDeltaHadoopConf()).delete(file, false);
        } catch (IOException e) {
          gone = false;
        }
      }
      files.clear();
      return gone;
    }
  }

  private static <T> Seq<T> seq(List<? extends T> list) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toSeq();
  }
}
