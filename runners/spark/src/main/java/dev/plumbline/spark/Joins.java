package dev.plumbline.spark;

import dev.plumbline.pipeline.Node;
import dev.plumbline.runner.engine.RowPlan;
import dev.plumbline.spark.encode.RowType;
import dev.plumbline.spark.rows.JoinSource;
import dev.plumbline.spark.rows.KeyCell;
import dev.plumbline.spark.rows.KeyTask;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Joins by key as Spark's own left equi-join over the keys' bytes, so that a big side is sorted and
 * spilled and a small one broadcast; pairs then go through the step.
 */
final class Joins {
  private final RowsBuilder rows;

  private final KeptRows kept;

  Joins(RowsBuilder rows, KeptRows kept) {
    this.rows = rows;
    this.kept = kept;
  }

  Dataset<?> join(Node.Join node, RowPlan.Step plan, Dataset<Object> left) {
    RowPlan rightPlan = plan.inputs().get(1);
    Encoder<Object> leftEncoder = RowsBuilder.encoder(plan.inputs().get(0).schema());
    Encoder<Object> rightEncoder = RowsBuilder.encoder(rightPlan.schema());
    Dataset<Row> lefts = keyed(node, left, leftEncoder, KeyTask.Of.LEFT).toDF("lk", "l");
    Dataset<Row> rights =
        keyed(node, rows.rows(rightPlan), rightEncoder, KeyTask.Of.RIGHT).toDF("rk", "r");
    if (KeptRows.isOfUnknownSize(rightPlan)) {
      // Not knowing how small the right side is, Spark would sort both.
      rights = kept.keep(rights);
      rights.count();
    }
    Dataset<Tuple2<Object, Object>> pairs =
        lefts
            .join(rights, lefts.col("lk").equalTo(rights.col("rk")), "left_outer")
            .select("l", "r")
            .toDF("_1", "_2")
            .as(Encoders.tuple(leftEncoder, rightEncoder));
    return rows.mapped(plan, pairs, new JoinSource<>(RowsBuilder.text(node)));
  }

  private static <T> Dataset<Tuple2<byte[], T>> keyed(
      Node.Join node, Dataset<T> rows, Encoder<T> encoder, KeyTask.Of side) {
    RowType key = KeyCell.type(node.key());
    MapPartitionsFunction<T, Tuple2<byte[], T>> task =
        new KeyTask<>(node.name(), RowsBuilder.text(node), key, side);
    return rows.mapPartitions(task, Encoders.tuple(Encoders.BINARY(), encoder));
  }
}
