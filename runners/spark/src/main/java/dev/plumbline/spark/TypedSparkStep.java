package dev.plumbline.spark;

import dev.plumbline.pipeline.NativeStep;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;

/** Work on a Dataset of records, in Java or Scala. As {@link SparkStep}, with the rows typed. */
public interface TypedSparkStep<I, O> extends NativeStep<I, O> {
  /**
   * @param encoder makes a Dataset of the output's records
   */
  Dataset<O> apply(Dataset<I> in, Encoder<O> encoder) throws Exception;

  @Override
  default String engine() {
    return SparkEngineFactory.NAME;
  }
}
