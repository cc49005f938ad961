package dev.plumbline.spark;

import dev.plumbline.pipeline.EvaluateStep;
import dev.plumbline.pipeline.FoldStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.Engine;
import dev.plumbline.runner.engine.EngineServices;
import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.ModelFiles;
import dev.plumbline.runner.engine.Progress;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.delta.SparkTableStore;
import dev.plumbline.spark.delta.TableReads;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import dev.plumbline.spark.rows.RowSource;
import dev.plumbline.spark.rows.RowTask;
import dev.plumbline.spark.rows.SumTask;
import dev.plumbline.spark.rows.TaskServices;
import dev.plumbline.tables.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Executes plans as Datasets of records. */
final class SparkEngine implements Engine {
  private final SparkSession spark;
  private final Storage storage;
  private final TaskServices services;
  private final CollectedRows collected;
  private final RunRows kept;

  SparkEngine(SparkSession session, Storage storage, EngineServices services) {
    this.spark = session;
    this.storage = storage;
    this.services = TaskServices.open(UUID.randomUUID().toString(), services);
    this.collected = new CollectedRows(spark, services.scratch());
    this.kept =
        new RunRows(new SharedRows(spark, services.scratch()), new RightSides(spark, collected));
  }

  @Override
  public String name() {
    return SparkEngineFactory.NAME;
  }

  @Override
  public StagedWrite stage(RowPlan rows, WriteTarget target, Progress progress) {
    return run(
        rows.step(),
        rows,
        progress,
        action -> new SparkTableStore(spark, storage).stage(target, action.builder().rows(rows)));
  }

  @Override
  public LocalRows collect(RowPlan rows, Progress progress) {
    return run(rows.step(), rows, progress, action -> collect(action.builder(), rows));
  }

  private LocalRows collect(RowsBuilder builder, RowPlan rows) throws IOException {
    if (rows instanceof RowPlan.Shared shared && spark.sparkContext().isLocal()) {
      Optional<SharedRows.Kept> kept = builder.keep(shared);
      if (kept.isPresent()) {
        return new FileRows(rows.schema(), kept.get().files(), false);
      }
    }
    return collected.gather(builder.rows(rows), rows.schema());
  }

  @Override
  public Record fold(RowPlan rows, Node.Fold node, Progress progress) {
    @SuppressWarnings("unchecked")
    FoldStep<Object, Object, Object> step = (FoldStep<Object, Object, Object>) node.fold();
    return run(
        node.name(),
        rows,
        progress,
        action -> {
          Schema<?> sum = Schema.of(node.sum());
          List<Object> sums =
              sums(
                  action, rows, node, sum, new SumTask.OfFold<>(StepText.of((Record) node.fold())));
          return (Record) step.finish(merged(sums, step::zero, step::merge));
        });
  }

  @Override
  public Record evaluate(
      RowPlan rows, Node.Evaluate node, ModelFiles model, Schema<?> sum, Progress progress) {
    @SuppressWarnings("unchecked")
    EvaluateStep<Object, Object, Object, Object> step =
        (EvaluateStep<Object, Object, Object, Object>) node.evaluate();
    return run(
        node.name(),
        rows,
        progress,
        action -> {
          StepText text = StepText.of((Record) node.evaluate());
          List<Object> sums =
              sums(
                  action,
                  rows,
                  node,
                  sum,
                  new SumTask.OfEvaluate<>(text, action.builder().parcel(model)));
          return (Record) merged(sums, step::zero, step::merge);
        });
  }

  /** The sums of the partitions, in their order. */
  private static <T> List<T> sums(
      Action action, RowPlan rows, Node node, Schema<?> sum, RowSource<Object, T> source) {
    Dataset<Object> in = action.builder().rows(rows);
    RowTask<Object, T> task =
        new RowTask<>(node.name(), source, RowType.of(sum), action.counts().uncounted());
    return in.mapPartitions(task, RowsBuilder.<T>encoder(sum)).collectAsList();
  }

  private static <T> T merged(List<T> sums, Supplier<T> zero, BinaryOperator<T> merge) {
    return sums.stream().reduce(merge).orElseGet(zero);
  }

  private <T> T run(String step, RowPlan rows, Progress progress, Action.Work<T> work) {
    StepCounts counts = new StepCounts(spark.sparkContext());
    KeptRows own = new KeptRows(rows);
    TableReads reads = new TableReads(spark, progress);
    RowsBuilder builder = new RowsBuilder(spark, services, kept, counts, reads, own);
    try {
      return new Action(spark, step, progress, counts, reads, builder).run(work);
    } finally {
      own.release();
    }
  }

  @Override
  public void close() {
    kept.close();
    services.close();
  }
}
