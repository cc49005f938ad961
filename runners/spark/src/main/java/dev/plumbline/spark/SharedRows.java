package dev.plumbline.spark;

import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import dev.plumbline.spark.rows.SidesTask;
import dev.plumbline.spark.rows.SpillSidesTask;
import dev.plumbline.spark.rows.SpillTask;
import dev.plumbline.spark.rows.Spilled;
import dev.plumbline.spark.rows.SpilledTask;
import dev.plumbline.spark.rows.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that several actions of a run need, kept until the engine is closed. In one process they lie
 * in files, both sides of a split made by one pass; on a cluster Spark's block store has them. Used
 * by one thread at a time.
 */
final class SharedRows implements AutoCloseable {
  private final SparkSession spark;
  private final Path scratch;
  private final Map<RowPlan, Kept> known = new HashMap<>();

  /**
   * Kept rows, and the counts of the steps that made them.
   *
   * @param files one for each partition, in order; none on a cluster
   */
  record Kept(Schema<?> schema, Dataset<?> rows, List<Spilled> files, StepCounts counts) {}

  SharedRows(SparkSession spark, Path scratch) {
    this.spark = spark;
    this.scratch = scratch;
  }

  Optional<Kept> find(RowPlan plan) {
    return Optional.ofNullable(known.get(plan));
  }

  /** Whether keeping rows costs less than computing them again. */
  boolean isWorthIt(RowPlan.Shared plan) {
    boolean together = spark.sparkContext().isLocal() && isSplit(plan.rows());
    return together || (plan.users() > 1 && KeptRows.isCostly(plan.rows()));
  }

  private static boolean isSplit(RowPlan plan) {
    return plan instanceof RowPlan.Step step && step.node() instanceof Node.Split;
  }

  /** Makes rows for this and later actions. */
  Kept keep(RowPlan plan, RowsBuilder builder) throws IOException {
    RowsBuilder apart = builder.apart();
    if (!spark.sparkContext().isLocal()) {
      Dataset<?> rows = apart.rows(plan).persist(StorageLevel.MEMORY_AND_DISK());
      builder.counts().adopt(apart.counts());
      return known(plan, new Kept(plan.schema(), rows, List.of(), apart.counts()));
    }
    Path folder = Files.createTempDirectory(Files.createDirectories(scratch), "shared");
    if (isSplit(plan)) {
      return split((RowPlan.Step) plan, builder, apart, folder);
    }
    Dataset<?> rows = apart.rows(plan);
    builder.counts().adopt(apart.counts());
    List<Spilled> files = spill(rows, new SpillTask(folder.toString()));
    return known(plan, read(plan.schema(), files, apart.counts()));
  }

  private Kept split(RowPlan.Step plan, RowsBuilder builder, RowsBuilder apart, Path folder) {
    Node.Split node = (Node.Split) plan.node();
    boolean test = plan.port().equals(Node.Split.TEST);
    Schema<?> schema = plan.schema();
    Dataset<?> pairs = sides(node, schema, test, apart.rows(plan.inputs().get(0)), apart.counts());
    builder.counts().adopt(apart.counts());
    List<Spilled> files =
        spill(pairs, new SpillSidesTask(folder.toString(), schema.fields().size()));
    for (String port : List.of(Node.Split.TRAIN, Node.Split.TEST)) {
      int first = port.equals(Node.Split.TRAIN) ? 0 : 1;
      List<Spilled> own =
          IntStream.range(0, files.size() / 2).mapToObj(i -> files.get(2 * i + first)).toList();
      RowPlan side = new RowPlan.Step(node, port, plan.inputs());
      known(side, read(schema, own, apart.counts()));
    }
    return known.get(plan);
  }

  private static <T> Dataset<?> sides(
      Node.Split node, Schema<?> schema, boolean test, Dataset<T> rows, StepCounts counts) {
    Tally tally = counts.tally(node.name());
    SidesTask<T> task =
        new SidesTask<>(
            node.name(), StepText.of((Record) node.by()), RowType.of(schema), test, tally);
    return rows.mapPartitions(
        task, Encoders.tuple(Encoders.BOOLEAN(), RowsBuilder.<T>encoder(schema)));
  }

  private static List<Spilled> spill(
      Dataset<?> rows, FlatMapFunction<java.util.Iterator<InternalRow>, Spilled> task) {
    return rows.queryExecution().toRdd().toJavaRDD().mapPartitions(task).collect();
  }

  private Kept read(Schema<?> schema, List<Spilled> files, StepCounts counts) {
    return new Kept(schema, dataset(schema, files), files, counts);
  }

  private <T> Dataset<T> dataset(Schema<?> schema, List<Spilled> files) {
    if (files.isEmpty()) {
      return spark.emptyDataset(RowsBuilder.<T>encoder(schema));
    }
    List<String> names = new ArrayList<>();
    files.forEach(file -> names.add(file.path()));
    return spark
        .createDataset(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(names, names.size())
                .rdd(),
            Encoders.STRING())
        .mapPartitions(new SpilledTask<T>(RowType.of(schema)), RowsBuilder.<T>encoder(schema));
  }

  private Kept known(RowPlan plan, Kept kept) {
    known.put(plan, kept);
    return kept;
  }

  /** Forgets the rows; what a failed action left of its own goes with the run's scratch folder. */
  @Override
  public void close() {
    known.values().forEach(this::forget);
    known.clear();
  }

  private void forget(Kept kept) {
    if (kept.files().isEmpty()) {
      kept.rows().unpersist();
    }
    new FileRows(kept.schema(), kept.files(), true).close();
  }
}
