package dev.plumbline.spark.delta;

import dev.plumbline.pipeline.Writes;
import dev.plumbline.pipeline.json.Json;
import dev.plumbline.runner.table.MergeKey;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.encode.StoredTypes;
import dev.plumbline.spark.rows.RunningTasks;
import dev.plumbline.tables.StagedNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
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
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Delta's transaction on one table. Its API is internal to Delta: all uses of it are here and, for
 * a merge, in {@link MergedFiles}.
 */
final class DeltaTransactions {
  /** A transaction's version never rises: its id names one logical write. */
  private static final long VERSION = 1;

  private static final int MOST_FIELDS = 5;

  private final SparkSession spark;
  private final DeltaLog log;

  DeltaTransactions(SparkSession spark, URI location) {
    this.spark = spark;
    this.log = DeltaLog.forTable(spark, new Path(location));
  }

  /**
   * A table as a dataset reads it.
   *
   * @param pinned whether the version was asked for, and can't move
   */
  record Head(String location, long version, String tableId, StructType columns, boolean pinned) {
    private static Head of(Snapshot snapshot, Path place, boolean pinned) {
      return new Head(
          place.toString(),
          snapshot.version(),
          snapshot.metadata().id(),
          snapshot.schema(),
          pinned);
    }
  }

  /** The Delta tables that a dataset will really read. */
  static List<Head> reads(Dataset<?> rows) {
    List<Head> heads = new ArrayList<>();
    for (LogicalPlan leaf :
        CollectionConverters.asJava(rows.queryExecution().analyzed().collectLeaves())) {
      if (leaf instanceof LogicalRelation relation
          && relation.relation() instanceof HadoopFsRelation files
          && files.location() instanceof TahoeLogFileIndex index) {
        heads.add(Head.of(index.getSnapshot(), index.path(), index.isTimeTravelQuery()));
      }
    }
    return heads;
  }

  /** What a dataset reads that is no Delta table and no rows made by this process, as text. */
  static List<String> otherReads(Dataset<?> rows) {
    List<String> others = new ArrayList<>();
    for (LogicalPlan leaf :
        CollectionConverters.asJava(rows.queryExecution().analyzed().collectLeaves())) {
      boolean delta =
          leaf instanceof LogicalRelation relation
              && relation.relation() instanceof HadoopFsRelation files
              && files.location() instanceof TahoeLogFileIndex;
      if (!delta && (leaf instanceof LogicalRelation || leaf instanceof DataSourceV2Relation)) {
        others.add(
            leaf instanceof LogicalRelation relation
                    && relation.relation() instanceof HadoopFsRelation files
                ? files.location().rootPaths().mkString(", ")
                : leaf.simpleString(MOST_FIELDS));
      }
    }
    return others;
  }

  private Snapshot update() {
    return log.update(false, Option.empty(), Option.empty());
  }

  /**
   * Begins a write: from here on, what others commit is judged against it. A table that isn't there
   * will be made by its commit.
   */
  Write begin(WriteTarget target) {
    boolean found = NamedFiles.isThere(log.dataPath(), log.newDeltaHadoopConf());
    return begin(
        target, new Staging(StagedNames.fresh(target.transaction()), found, new ArrayList<>()));
  }

  private Write begin(WriteTarget target, Staging staging) {
    StagingTransaction txn = new StagingTransaction(log, update(), staging.name());
    // Delta refuses a repeated id only when it was read in this transaction. Its own way of reading
    // one rebuilds the whole snapshot; the log was asked without that.
    txn.readTxn().append(target.transaction());
    Metadata was = txn.metadata();
    StructType columns = StoredTypes.merged(was.schema(), StoredTypes.of(target.schema()));
    boolean first = txn.readVersion() < 0;
    if (first || !columns.equals(was.schema())) {
      txn.updateMetadata(
          was.copy(
              was.id(),
              was.name(),
              was.description(),
              was.format(),
              columns.json(),
              first ? seq(target.partitionColumns()) : was.partitionColumns(),
              first ? Map$.MODULE$.empty() : was.configuration(),
              was.createdTime()),
          true); // what a session sets for new tables is none of ours: every engine makes the same
    }
    List<Action> removes = new ArrayList<>();
    if (target.mode() == Writes.REPLACE && !first) {
      for (AddFile file : CollectionConverters.asJava(live(txn, target.range()))) {
        removes.add(file.remove());
      }
    }
    return new Write(txn, target, removes, staging);
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

  /**
   * What a write put on disk.
   *
   * @param name in the names of its files
   * @param found whether the table's folder was there before
   */
  private record Staging(String name, boolean found, List<FileAction> files) {}

  /** One write from its files to its commit; used by one thread. */
  final class Write {
    private final StagingTransaction txn;
    private final WriteTarget target;
    private final List<Action> replaced;
    private final Staging staging;

    private Write(
        StagingTransaction txn, WriteTarget target, List<Action> replaced, Staging staging) {
      this.txn = txn;
      this.target = target;
      this.replaced = replaced;
      this.staging = staging;
    }

    String tableId() {
      return txn.metadata().id();
    }

    /** The version that it was begun on; empty if no table was there. */
    OptionalLong base() {
      return txn.readVersion() < 0 ? OptionalLong.empty() : OptionalLong.of(txn.readVersion());
    }

    /** The same files for the table as it is now. */
    Write again() {
      return begin(target, staging);
    }

    /** Computes the rows and writes their files, which no version names yet. */
    void stage(Dataset<?> rows) {
      staging.files().addAll(txn.write(rows));
      Optional<MergeKey> key = MergeKey.of(target);
      if (key.isPresent()) {
        MergedFiles merged = new MergedFiles(spark, txn, key.get(), target.partitionColumns());
        replaced.addAll(merged.around(staging.files()));
      }
    }

    /**
     * Whether the log may hold the transaction. The newest commit's checksum often lists them all;
     * where it doesn't the log itself must be asked. (Delta's own answers replay the log: 1.3 s.)
     */
    boolean mayBeCommitted() {
      var checksum = update().checksumOpt();
      return checksum.isEmpty()
          || checksum.get().setTransactions().isEmpty()
          || CollectionConverters.asJava(checksum.get().setTransactions().get()).stream()
              .anyMatch(t -> t.appId().equals(target.transaction()));
    }

    /** Answers the version that it made. */
    long commit() {
      List<Action> actions = new ArrayList<>(replaced);
      actions.addAll(staging.files());
      actions.add(
          new SetTransaction(
              target.transaction(), VERSION, Option.apply(System.currentTimeMillis())));
      return txn.commit(seq(actions), operation());
    }

    private DeltaOperations.Operation operation() {
      Option<String> origin = Option.apply(Json.write(target.provenance()));
      Optional<MergeKey> key = MergeKey.of(target);
      if (key.isPresent()) {
        return MergedFiles.operation(key.get(), origin);
      }
      String predicate = target.range() instanceof RowRange.Between b ? b.toString() : null;
      return new DeltaOperations.Write(
          target.mode() == Writes.REPLACE ? SaveMode.Overwrite : SaveMode.Append,
          Option.apply(seq(target.partitionColumns())),
          Option.apply(predicate),
          origin,
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty(),
          Option.empty());
    }

    /**
     * Deletes the files and the folders that are empty then, once no task can write more; answers
     * whether all files are gone.
     */
    boolean discard() {
      RunningTasks.await(spark.sparkContext());
      Configuration conf = log.newDeltaHadoopConf();
      boolean gone = NamedFiles.sweep(log.dataPath(), staging.name(), conf);
      if (!staging.found()) {
        NamedFiles.deleteFolder(log.dataPath(), conf);
      }
      return gone;
    }
  }

  static <T> Seq<T> seq(List<? extends T> list) {
    return CollectionConverters.<T>asScala(List.<T>copyOf(list)).toSeq();
  }
}
