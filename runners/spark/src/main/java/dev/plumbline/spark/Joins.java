package dev.plumbline.spark;

import dev.plumbline.pipeline.Node;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.rows.JoinSource;
import dev.plumbline.spark.rows.KeyCell;
import dev.plumbline.spark.rows.KeyTask;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Joins by key: a small right side goes to every process, where left rows stream past it; else both
 * sides meet in Spark's own left equi-join over the keys' bytes, which sorts and spills.
 */
final class Joins {
  private final RowsBuilder rows;

  private final KeptRows kept;

  Joins(RowsBuilder rows, KeptRows kept) {
    this.rows = rows;
    this.kept = kept;
  }

  Dataset<?> join(Node.Join node, RowPlan.Step plan, Dataset<Object> left) throws IOException {
    RowPlan rightPlan = plan.inputs().get(1);
    Optional<RightSides.Sent> sent = rows.run().sides().find(rightPlan);
    if (sent.isPresent()) {
      rows.counts().adopt(sent.get().counts());
      return beside(node, plan, left, sent.get());
    }
    RowsBuilder apart = rows.apart();
    Dataset<Object> right = apart.rows(rightPlan);
    rows.counts().adopt(apart.counts());
    if (KeptRows.isOfUnknownSize(rightPlan)) {
      // Not knowing how small the right side is, Spark would sort both.
      right = kept.mustKeep(rightPlan) ? right : kept.keep(right);
      right.count();
    }
    return rows.run().sides().isSmall(right)
        ? beside(node, plan, left, rows.run().sides().send(rightPlan, right, apart.counts()))
        : sorted(node, plan, left, right);
  }

  private Dataset<?> beside(
      Node.Join node, RowPlan.Step plan, Dataset<Object> left, RightSides.Sent right) {
    return rows.mapped(
        plan, left, new JoinSource.OfLeft<>(node.name(), RowsBuilder.text(node), right.rows()));
  }

  private Dataset<?> sorted(
      Node.Join node, RowPlan.Step plan, Dataset<Object> left, Dataset<Object> right) {
    Encoder<Object> leftEncoder = RowsBuilder.encoder(plan.inputs().get(0).schema());
    Encoder<Object> rightEncoder = RowsBuilder.encoder(plan.inputs().get(1).schema());
    Dataset<Row> lefts = keyed(node, left, leftEncoder, KeyTask.Of.LEFT).toDF("lk", "l");
    Dataset<Row> rights = keyed(node, right, rightEncoder, KeyTask.Of.RIGHT).toDF("rk", "r");
    Dataset<Tuple2<Object, Object>> pairs =
        lefts
            .join(rights, lefts.col("lk").equalTo(rights.col("rk")), "left_outer")
            .select("l", "r")
            .toDF("_1", "_2")
            .as(Encoders.tuple(leftEncoder, rightEncoder));
    return rows.mapped(plan, pairs, new JoinSource.OfPairs<>(RowsBuilder.text(node)));
  }

  private static <T> Dataset<Tuple2<byte[], T>> keyed(
      Node.Join node, Dataset<T> rows, Encoder<T> encoder, KeyTask.Of side) {
    RowType key = KeyCell.type(node.key());
    MapPartitionsFunction<T, Tuple2<byte[], T>> task =
        new KeyTask<>(node.name(), RowsBuilder.text(node), key, side);
    return rows.mapPartitions(task, Encoders.tuple(Encoders.BINARY(), encoder));
  }
}
