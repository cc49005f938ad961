package dev.plumbline.spark;

import dev.plumbline.pipeline.NativeStep;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Work on a {@code Dataset<Row>}, in Java or Scala. Columns are the fields of the records by name;
 * what comes out must have a column of the declared type for each field of {@code O}, others are
 * dropped.
 *
 * <p>In Scala the work is a trait with a def for each parameter, {@code trait Late extends
 * SparkStep[Trip, Trip]}, and the step a Java record that implements it, {@code record
 * LateTrips(int minutes) implements Late {}}: steps and rows are Java records. What a function of
 * Spark's uses of the step is copied to a val before, since a step isn't sent.
 *
 * <p>Called on the driver while the plan of an action is built, perhaps more than once; must not
 * write. It runs on no other engine.
 */
public interface SparkStep<I, O> extends NativeStep<I, O> {
  Dataset<Row> apply(SparkSession spark, Dataset<Row> in) throws Exception;

  @Override
  default String engine() {
    return SparkEngineFactory.NAME;
  }
}
