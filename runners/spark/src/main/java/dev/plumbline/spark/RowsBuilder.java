package dev.plumbline.spark;

import dev.plumbline.pipeline.IngestStep;
import dev.plumbline.pipeline.Node;
import dev.plumbline.pipeline.ParquetFiles;
import dev.plumbline.pipeline.schema.Schema;
import dev.plumbline.runner.engine.ModelFiles;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.spark.delta.TableReads;
import dev.plumbline.spark.encode.RecordEncoders;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.encode.StepText;
import dev.plumbline.spark.encode.TypeName;
import dev.plumbline.spark.rows.BesideValue;
import dev.plumbline.spark.rows.CountTask;
import dev.plumbline.spark.rows.Failures;
import dev.plumbline.spark.rows.GroupTask;
import dev.plumbline.spark.rows.IngestTask;
import dev.plumbline.spark.rows.KeyCell;
import dev.plumbline.spark.rows.KeyTask;
import dev.plumbline.spark.rows.MergeSums;
import dev.plumbline.spark.rows.ModelParcel;
import dev.plumbline.spark.rows.PartSums;
import dev.plumbline.spark.rows.RowSource;
import dev.plumbline.spark.rows.RowTask;
import dev.plumbline.spark.rows.ScoreSource;
import dev.plumbline.spark.rows.StepSources;
import dev.plumbline.spark.rows.TaskServices;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;
import scala.reflect.ClassTag;

/** Turns a plan into a Dataset of records; used for one action, by one thread. */
final class RowsBuilder {
  private final SparkSession spark;
  private final TaskServices services;
  private final RunRows run;
  private final StepCounts counts;
  private final TableReads reads;
  private final KeptRows kept;

  RowsBuilder(
      SparkSession spark,
      TaskServices services,
      RunRows run,
      StepCounts counts,
      TableReads reads,
      KeptRows kept) {
    this.spark = spark;
    this.services = services;
    this.run = run;
    this.counts = counts;
    this.reads = reads;
    this.kept = kept;
  }

  /** A builder for rows of the same action whose steps are counted on their own. */
  RowsBuilder apart() {
    return new RowsBuilder(spark, services, run, new StepCounts(spark.sparkContext()), reads, kept);
  }

  StepCounts counts() {
    return counts;
  }

  RunRows run() {
    return run;
  }

  @SuppressWarnings("unchecked")
  <T> Dataset<T> rows(RowPlan plan) {
    try {
      if (plan instanceof RowPlan.Shared shared) {
        return (Dataset<T>) shared(shared);
      }
      if (!kept.mustKeep(plan)) {
        return (Dataset<T>) build(plan);
      }
      Optional<Dataset<?>> known = kept.find(plan);
      return (Dataset<T>) (known.isPresent() ? known.get() : kept.keep(plan, build(plan)));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw Failures.of(plan.step(), e);
    }
  }

  private Dataset<?> shared(RowPlan.Shared plan) throws IOException {
    Optional<SharedRows.Kept> keep = keep(plan);
    return keep.isPresent() ? keep.get().rows() : rows(plan.rows());
  }

  /**
   * Rows that the run keeps, made now where they weren't before; empty where that isn't worth it.
   */
  Optional<SharedRows.Kept> keep(RowPlan.Shared plan) throws IOException {
    Optional<SharedRows.Kept> known = run.shared().find(plan.rows());
    if (known.isPresent()) {
      counts.adopt(known.get().counts());
      return known;
    }
    return run.shared().isWorthIt(plan)
        ? Optional.of(run.shared().keep(plan.rows(), this))
        : Optional.empty();
  }

  /** The encoder of some rows, for whatever type the caller knows them to be. */
  @SuppressWarnings("unchecked")
  static <T> Encoder<T> encoder(Schema<?> schema) {
    return (Encoder<T>) RecordEncoders.of(schema);
  }

  private Dataset<?> build(RowPlan plan) throws Exception {
    if (plan instanceof RowPlan.Ingest ingest) {
      return ingest(ingest.node());
    }
    if (plan instanceof RowPlan.Pinned pinned) {
      return counted(pinned.step(), reads.table(pinned.step(), pinned.read()), plan.schema());
    }
    if (plan instanceof RowPlan.With with) {
      BesideValue value = BesideValue.of(with.value(), this::broadcast);
      return mapped(
          plan, rows(with.in()), new StepSources.OfWith<>(plan.step(), text(with.node()), value));
    }
    if (plan instanceof RowPlan.Scored scored) {
      ModelParcel parcel = parcel(scored.model());
      return mapped(plan, rows(scored.in()), new ScoreSource<>(text(scored.node()), parcel));
    }
    return step((RowPlan.Step) plan);
  }

  private Dataset<?> step(RowPlan.Step plan) throws Exception {
    Node.Rows node = plan.node();
    Dataset<Object> in = rows(plan.inputs().get(0));
    if (node instanceof Node.Apply) {
      return mapped(plan, in, new StepSources.OfRow<>(text(node)));
    }
    if (node instanceof Node.ApplyOpen) {
      return mapped(plan, in, new StepSources.OfOpen<>(text(node), services));
    }
    if (node instanceof Node.Branch) {
      boolean first = plan.port().equals(Node.Branch.FIRST);
      return mapped(plan, in, new StepSources.OfBranch<>(text(node), first));
    }
    if (node instanceof Node.Split split) {
      boolean test = plan.port().equals(Node.Split.TEST);
      StepText splitter = StepText.of((Record) split.by());
      return mapped(plan, in, new StepSources.OfSplit<>(splitter, RowType.of(plan.schema()), test));
    }
    if (node instanceof Node.Group group) {
      return group(group, in);
    }
    if (node instanceof Node.Combine combine) {
      return combine(combine, in);
    }
    if (node instanceof Node.Join join) {
      return new Joins(this, kept).join(join, plan, in);
    }
    Node.Through through = (Node.Through) node;
    Dataset<?> out = new NativeSteps(spark).through(through, in);
    reads.audit(through.name(), out, in);
    return counted(through.name(), out, through.out());
  }

  private Dataset<?> ingest(Node.Ingest node) throws Exception {
    if (node.ingest() instanceof ParquetFiles files) {
      Optional<Dataset<?>> rows =
          reads.parquet(
              files.files(services.resources()), node.out(), () -> counts.rejecting(node.name()));
      if (rows.isPresent()) {
        return counted(node.name(), rows.get(), node.out());
      }
    }
    List<String> parts =
        node.ingest().parts(services.resources()).stream().map(IngestStep.Part::name).toList();
    Encoder<Object> encoder = encoder(node.out());
    if (parts.isEmpty()) {
      return spark.emptyDataset(encoder);
    }
    Dataset<String> names =
        spark.createDataset(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(parts, parts.size())
                .rdd(),
            Encoders.STRING());
    return names.mapPartitions(
        new IngestTask<>(
            node.name(), text(node), RowType.of(node.out()), services, counts.tally(node.name())),
        encoder);
  }

  private Dataset<?> group(Node.Group node, Dataset<Object> in) {
    RowType key = KeyCell.type(node.key());
    MapFunction<Object, byte[]> keys =
        new KeyTask<>(node.name(), text(node), key, KeyTask.Of.GROUP);
    Encoder<Object> encoder = encoder(node.out());
    return in.groupByKey(keys, Encoders.BINARY())
        .flatMapGroups(
            new GroupTask<>(
                node.name(), text(node), key, RowType.of(node.out()), counts.tally(node.name())),
            encoder);
  }

  private Dataset<?> combine(Node.Combine node, Dataset<Object> in) {
    RowType key = KeyCell.type(node.key());
    Schema<?> sum = Schema.of(node.sum());
    Encoder<Object> sums = encoder(sum);
    Encoder<Object> encoder = encoder(node.out());
    MapFunction<Tuple2<byte[], Object>, byte[]> keys = Tuple2::_1;
    return in.mapPartitions(
            new PartSums<>(node.name(), text(node), key, RowType.of(sum)),
            Encoders.tuple(Encoders.BINARY(), sums))
        .groupByKey(keys, Encoders.BINARY())
        .flatMapGroups(
            new MergeSums<>(
                node.name(), text(node), key, RowType.of(node.out()), counts.tally(node.name())),
            encoder);
  }

  <I, O> Dataset<O> mapped(RowPlan plan, Dataset<I> in, RowSource<I, O> source) {
    Encoder<O> encoder = encoder(plan.schema());
    return in.mapPartitions(
        new RowTask<>(plan.step(), source, RowType.of(plan.schema()), counts.tally(plan.step())),
        encoder);
  }

  private <T> Dataset<T> counted(String step, Dataset<T> rows, Schema<?> schema) {
    Encoder<T> encoder = encoder(schema);
    return rows.mapPartitions(new CountTask<>(counts.tally(step)), encoder);
  }

  static StepText text(Node node) {
    return StepText.of(node.step().orElseThrow());
  }

  ModelParcel parcel(ModelFiles model) {
    boolean here = spark.sparkContext().isLocal();
    return new ModelParcel(
        model.folder().toString(),
        model.digest(),
        TypeName.of(model.features()),
        TypeName.of(model.prediction()),
        here ? List.of() : List.of(broadcast(ModelParcel.pack(model.folder()))),
        services);
  }

  private <T> org.apache.spark.broadcast.Broadcast<T> broadcast(T value) {
    @SuppressWarnings("unchecked")
    ClassTag<T> tag = (ClassTag<T>) ClassTag.apply(value.getClass());
    return spark.sparkContext().broadcast(value, tag);
  }
}
