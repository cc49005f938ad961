package dev.plumbline.spark.delta;

import static dev.plumbline.runner.table.TableException.Kind.ENVIRONMENT;
import static dev.plumbline.runner.table.TableException.Kind.USER;

import dev.plumbline.pipeline.schema.ValueException;
import dev.plumbline.runner.engine.StepFailure;
import dev.plumbline.runner.table.RowRange;
import dev.plumbline.runner.table.StagedWrite;
import dev.plumbline.runner.table.TableException;
import dev.plumbline.runner.table.TableState;
import dev.plumbline.runner.table.TableStore;
import dev.plumbline.runner.table.WriteTarget;
import dev.plumbline.spark.encode.RecordEncoders;
import dev.plumbline.spark.rows.ProfileParts;
import dev.plumbline.spark.rows.ProfileTask;
import dev.plumbline.spark.rows.SparkFailures;
import dev.plumbline.tables.DeltaTables;
import dev.plumbline.tables.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.SparkSession;

/**
 * Writes Datasets of records, of the target's class, through Delta's own transaction. Rows are
 * judged and profiled while they are written. Used by one thread at a time.
 */
public final class SparkTableStore implements TableStore<Dataset<?>> {
  private final SparkSession spark;
  private final Storage storage;

  public SparkTableStore(SparkSession spark, Storage storage) {
    this.spark = spark;
    this.storage = storage;
  }

  @Override
  public StagedWrite stage(WriteTarget target, Dataset<?> rows) {
    Optional<TableState> base = new DeltaTables(storage).find(target);
    DeltaTransactions.Write write = new DeltaTransactions(spark, target.location()).begin(target);
    if (base.isPresent() != write.base().isPresent()) {
      return stage(target, rows); // it was made or deleted in between
    }
    ProfileParts profiles = new ProfileParts();
    spark.sparkContext().register(profiles, "profile of " + target.table());
    try {
      write.stage(laidOut(target, profiled(target, rows, profiles)));
    } catch (Exception e) {
      write.discard();
      throw told(target, e);
    }
    return new SparkStagedWrite(storage, target, write, profiles.profile(target.schema()));
  }

  private static RuntimeException told(WriteTarget target, Exception e) {
    RuntimeException told = SparkFailures.told(target.table(), e);
    return told instanceof StepFailure f && f.step().equals(target.table())
        ? new TableException(
            f.getCause() instanceof ValueException ? USER : ENVIRONMENT,
            "Cannot write to " + target.table() + ": " + f.getCause().getMessage(),
            e)
        : told;
  }

  @SuppressWarnings("unchecked")
  private static <T> Dataset<T> profiled(
      WriteTarget target, Dataset<?> rows, ProfileParts profiles) {
    Encoder<T> encoder = (Encoder<T>) RecordEncoders.of(target.schema());
    MapPartitionsFunction<T, T> task = new ProfileTask<>(target, profiles);
    return ((Dataset<T>) rows).mapPartitions(task, encoder);
  }

  /** One task for each partition value where there are several, lest every task writes to all. */
  private static Dataset<?> laidOut(WriteTarget target, Dataset<?> rows) {
    List<String> by = new ArrayList<>(target.partitionColumns());
    if (target.range() instanceof RowRange.Between b && isOneDay(b)) {
      by.remove(b.column());
    }
    return by.isEmpty()
        ? rows
        : rows.repartition(by.stream().map(rows::col).toArray(Column[]::new));
  }

  private static boolean isOneDay(RowRange.Between range) {
    return range.from() instanceof java.time.LocalDate from && from.plusDays(1).equals(range.to());
  }
}
