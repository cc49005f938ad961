package dev.plumbline.spark.delta;

import static dev.plumbline.spark.delta.DeltaTransactions.seq;

import dev.plumbline.runner.table.MergeKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.DummySnapshot;
import org.apache.spark.sql.delta.SnapshotDescriptor;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.metric.SQLMetrics;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a merge by key does to the files of a table: those that hold a row with the key of a new one
 * are written again without it, all others stay. The new rows are read from their own staged files,
 * so that they are computed once.
 */
final class MergedFiles {
  private final SparkSession spark;
  private final StagingTransaction txn;
  private final MergeKey key;
  private final List<String> partitions;

  MergedFiles(SparkSession spark, StagingTransaction txn, MergeKey key, List<String> partitions) {
    this.spark = spark;
    this.txn = txn;
    this.key = key;
    this.partitions = partitions;
  }

  /**
   * Removes of the files that hold rows to be replaced, and adds of what stays of them.
   *
   * @param fresh files of the new rows
   * @throws dev.plumbline.runner.table.TableException USER when several new rows have one key
   */
  List<Action> around(List<FileAction> fresh) {
    List<AddFile> added =
        fresh.stream().filter(AddFile.class::isInstance).map(AddFile.class::cast).toList();
    Dataset<Row> keys = keys(frame(staged(), added));
    refuseRepeated(keys);
    List<AddFile> touched = touched(keys);
    List<FileAction> rest = touched.isEmpty() ? List.of() : rewritten(touched, keys);
    measure(added, touched, rest);
    List<Action> actions = new ArrayList<>(rest);
    touched.forEach(file -> actions.add(file.remove()));
    return actions;
  }

  /** The table with the columns that it will have, of which no version tells yet. */
  private SnapshotDescriptor staged() {
    return new DummySnapshot(
        txn.deltaLog().logPath(),
        txn.deltaLog(),
        txn.metadata(),
        Option.empty(),
        Option.apply(txn.protocol()));
  }

  private Dataset<Row> frame(SnapshotDescriptor of, List<AddFile> files) {
    return txn.deltaLog().createDataFrame(of, seq(files), false, Option.empty());
  }

  /** The key's columns alone, under names that no table column has. */
  private Dataset<Row> keys(Dataset<Row> rows) {
    Column[] columns = new Column[key.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows.col(quoted(key.columns().get(i))).as(name(i));
    }
    return rows.select(columns);
  }

  private static String name(int i) {
    return "plumbline key " + i;
  }

  private static String quoted(String name) {
    return "`" + name + "`";
  }

  private void refuseRepeated(Dataset<Row> keys) {
    Column[] columns = new Column[key.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = keys.col(quoted(name(i)));
    }
    List<Row> repeated =
        keys.groupBy(columns)
            .agg(functions.count(functions.lit(1)).as("plumbline rows"))
            .filter("`plumbline rows` > 1")
            .orderBy(columns)
            .limit(1)
            .collectAsList();
    if (!repeated.isEmpty()) {
      Row sample = repeated.get(0);
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        cells.add(sample.get(i));
      }
      throw key.repeated(cells, sample.getLong(columns.length));
    }
  }

  /** The live files that hold a row with a new key. What was looked through is noted as read. */
  private List<AddFile> touched(Dataset<Row> keys) {
    Set<String> stored = Set.of(txn.snapshot().schema().fieldNames());
    if (txn.readVersion() < 0 || !stored.containsAll(key.columns())) {
      return List.of();
    }
    List<AddFile> candidates =
        CollectionConverters.asJava(txn.filterFiles(seq(bounds(keys)), true));
    if (candidates.isEmpty()) {
      return List.of();
    }
    Dataset<Row> rows =
        frame(txn.snapshot(), candidates).withColumn("plumbline file", functions.input_file_name());
    Set<String> names = new HashSet<>();
    rows.join(keys, matches(rows, keys), "left_semi")
        .select(functions.col("`plumbline file`"))
        .distinct()
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(place -> names.add(lastName(place)));
    // Two files of one name in different folders: a file too many is written again, no row changes.
    return candidates.stream().filter(file -> names.contains(lastName(file.path()))).toList();
  }

  private static String lastName(String place) {
    String name = place.substring(place.lastIndexOf('/') + 1);
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Column matches(Dataset<Row> rows, Dataset<Row> keys) {
    Column all = functions.lit(true);
    for (int i = 0; i < key.columns().size(); i++) {
      all = all.and(rows.col(quoted(key.columns().get(i))).equalTo(keys.col(quoted(name(i)))));
    }
    return all;
  }

  /** The smallest and the largest new key of each column: by them Delta skips files. */
  private List<Expression> bounds(Dataset<Row> keys) {
    List<Column> ends = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      ends.add(functions.min(keys.col(quoted(name(i)))));
      ends.add(functions.max(keys.col(quoted(name(i)))));
    }
    Row found = keys.select(ends.toArray(Column[]::new)).collectAsList().get(0);
    Map<String, Attribute> columns = new HashMap<>();
    CollectionConverters.asJava(
            frame(txn.snapshot(), List.of()).queryExecution().analyzed().output())
        .forEach(column -> columns.put(column.name(), column));
    List<Expression> bounds = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      Attribute column = columns.get(key.columns().get(i));
      DataType type = column.dataType();
      boolean ordered = !type.equals(DataTypes.DoubleType) && !type.equals(DataTypes.FloatType);
      if (ordered && found.get(2 * i) != null) { // statistics know no NaN
        bounds.add(new GreaterThanOrEqual(column, Literal$.MODULE$.create(found.get(2 * i), type)));
        bounds.add(
            new LessThanOrEqual(column, Literal$.MODULE$.create(found.get(2 * i + 1), type)));
      }
    }
    return bounds;
  }

  private List<FileAction> rewritten(List<AddFile> touched, Dataset<Row> keys) {
    Dataset<Row> rows = frame(txn.snapshot(), touched);
    Dataset<Row> rest = rows.join(keys, matches(rows, keys), "left_anti");
    Column[] by = partitions.stream().map(c -> rest.col(quoted(c))).toArray(Column[]::new);
    return txn.write(by.length == 0 ? rest : rest.repartition(by));
  }

  /** Delta's numbers of a merge, as far as the statistics of files tell them. */
  private void measure(List<AddFile> fresh, List<AddFile> touched, List<FileAction> rest) {
    long source = rows(fresh);
    long copied = rows(rest);
    long updated = Math.max(0, Math.min(source, rows(touched) - copied));
    Map<String, SQLMetric> metrics = new HashMap<>();
    metric("operationNumSourceRows", source, metrics);
    metric("numTargetRowsInserted", source - updated, metrics);
    metric("numTargetRowsUpdated", updated, metrics);
    metric("numTargetRowsCopied", copied, metrics);
    metric("numTargetFilesAdded", fresh.size() + (long) rest.size(), metrics);
    metric("numTargetFilesRemoved", touched.size(), metrics);
    txn.registerSQLMetrics(
        spark, scala.collection.immutable.Map.from(CollectionConverters.asScala(metrics)));
  }

  private static long rows(List<? extends FileAction> files) {
    return files.stream()
        .filter(AddFile.class::isInstance)
        .map(file -> ((AddFile) file).numLogicalRecords())
        .mapToLong(rows -> rows.isDefined() ? (Long) rows.get() : 0)
        .sum();
  }

  private void metric(String name, long value, Map<String, SQLMetric> to) {
    SQLMetric metric = SQLMetrics.createMetric(spark.sparkContext(), name);
    metric.set(value);
    to.put(name, metric);
  }

  /** What the history calls it. */
  static DeltaOperations.Operation operation(MergeKey key, Option<String> origin) {
    Expression equal =
        key.columns().stream()
            .<Expression>map(
                name ->
                    new EqualTo(
                        new UnresolvedAttribute(seq(List.of("target", name))),
                        new UnresolvedAttribute(seq(List.of("source", name)))))
            .reduce(And::new)
            .orElseThrow();
    return new DeltaOperations.Merge(
        Option.apply(equal),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        seq(List.of(new DeltaOperations.MergePredicate(Option.empty(), "update"))),
        seq(List.of(new DeltaOperations.MergePredicate(Option.empty(), "insert"))),
        seq(List.of())) {
      private static final long serialVersionUID = 1L;

      @Override
      public Option<String> userMetadata() {
        return origin;
      }
    };
  }
}
