package dev.plumbline.spark;

import dev.plumbline.runner.engine.LocalRows;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.spark.rows.SentRows;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import scala.reflect.ClassTag;

/**
 * Right sides of joins that are small enough for the memory of every process: collected once and
 * sent once in a run. Small is what Spark would broadcast by its own setting. Used by one thread at
 * a time.
 */
final class RightSides implements AutoCloseable {
  private final SparkSession spark;
  private final CollectedRows collected;
  private final Map<RowPlan, Sent> known = new HashMap<>();

  /** Rows that were sent, and the counts of the steps that made them. */
  record Sent(Broadcast<SentRows> rows, StepCounts counts) {}

  RightSides(SparkSession spark, CollectedRows collected) {
    this.spark = spark;
    this.collected = collected;
  }

  Optional<Sent> find(RowPlan plan) {
    return Optional.ofNullable(known.get(plan));
  }

  boolean isSmall(Dataset<?> rows) {
    // A new Dataset: its plan takes up what has been persisted meanwhile.
    BigInteger size =
        rows.toDF().queryExecution().optimizedPlan().stats().sizeInBytes().bigInteger();
    long most = SQLConf.get().autoBroadcastJoinThreshold();
    return size.compareTo(BigInteger.valueOf(most)) <= 0;
  }

  Sent send(RowPlan plan, Dataset<?> rows, StepCounts counts) throws IOException {
    SentRows.Packer packer = new SentRows.Packer(plan.schema());
    try (LocalRows local = collected.gather(rows, plan.schema())) {
      local.rows().forEach(packer::add);
    }
    Sent sent = new Sent(broadcast(packer.pack()), counts);
    known.put(plan, sent);
    return sent;
  }

  private Broadcast<SentRows> broadcast(SentRows rows) {
    return spark.sparkContext().broadcast(rows, ClassTag.apply(SentRows.class));
  }

  @Override
  public void close() {
    known.values().forEach(sent -> sent.rows().unpersist());
    known.clear();
  }
}
