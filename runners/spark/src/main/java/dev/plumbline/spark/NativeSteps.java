package dev.plumbline.spark;

import dev.plumbline.pipeline.Node;
import dev.plumbline.spark.encode.StoredTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Calls users' steps that work on Datasets. */
final class NativeSteps {
  private final SparkSession spark;

  NativeSteps(SparkSession spark) {
    this.spark = spark;
  }

  @SuppressWarnings("unchecked")
  Dataset<?> through(Node.Through node, Dataset<Object> in) throws Exception {
    Encoder<Object> encoder = RowsBuilder.encoder(node.out());
    if (node.nativeStep() instanceof TypedSparkStep<?, ?> typed) {
      return ((TypedSparkStep<Object, Object>) typed).apply(in, encoder);
    }
    if (node.nativeStep() instanceof SparkStep<?, ?> step) {
      Dataset<Row> out = step.apply(spark, in.toDF());
      StoredTypes.check("what step " + node.name() + " made", out.schema(), node.out());
      Column[] columns = node.out().names().stream().map(out::col).toArray(Column[]::new);
      return out.select(columns).as(encoder);
    }
    throw new IllegalArgumentException(
        "Cannot run step "
            + node.name()
            + ": "
            + node.nativeStep().getClass().getName()
            + " is for the engine "
            + node.nativeStep().engine()
            + ", implement SparkStep or TypedSparkStep");
  }
}
