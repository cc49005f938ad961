package dev.plumbline.benchmarks.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.dayofmonth;
import static org.apache.spark.sql.functions.dayofyear;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The job of {@code flight-delay} as an engineer would write it by hand: DataFrame expressions, one
 * pass for the dictionary, XGBoost's own library, Delta writes. Reads, features, split, training,
 * scoring and tables are the same; nothing is recorded, pinned or profiled.
 */
public final class HandWritten {
  private static final LocalDate TEST_FROM = LocalDate.of(2001, 6, 1);
  private static final int BUCKETS = 1 << 16;
  private final SparkSession spark;
  private final Path out;
  private long since = System.nanoTime();

  private HandWritten(SparkSession spark, Path out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * @param args source (a Parquet file or folder), folder for the tables, threads
   */
  public static void main(String[] args) throws Exception {
    int threads = Integer.parseInt(args[2]);
    SparkSession spark = BenchmarkSession.start(threads);
    new HandWritten(spark, Path.of(args[1])).run(args[0], threads);
    spark.stop();
  }

  private void run(String source, int threads) throws Exception {
    Dataset<Row> flights =
        spark
            .read()
            .parquet(source)
            .where(col("delay").geq(-120))
            .select(
                to_date(col("date")).as("day"),
                col("date").as("departed"),
                col("origin"),
                col("destination"),
                col("distance"),
                col("delay"));
    write(flights.repartition(col("day")), "flights", "day");
    tell("flights");
    flights = read("flights");
    Column late = when(col("delay").gt(15), 1.0).otherwise(0.0);
    Dataset<Row> days =
        flights
            .groupBy(col("day"), col("origin").as("airport"))
            .agg(count(lit(1)).as("flights"), avg(late).as("late"));
    write(days.repartition(col("day")), "days", "day");
    tell("days");
    Dataset<Row> examples = examples(flights, read("days"), late);

    FeatureRows training = FeatureRows.growing();
    Iterator<Row> rows = examples.where(col("day").lt(TEST_FROM)).toLocalIterator();
    while (rows.hasNext()) {
      training.add(rows.next());
    }
    training.finish();
    tell("training rows");
    byte[] booster = Boosted.train(training, threads);
    tell("training");
    score(examples.where(col("day").geq(TEST_FROM)), new Scorer(training.dictionaries(), booster));
    tell("scores");
    System.out.println("auc " + auc());
    tell("auc");
  }

  private void tell(String phase) {
    long now = System.nanoTime();
    System.out.printf("%-14s %.1f s%n", phase, (now - since) / 1e9);
    since = now;
  }

  /** Each flight with the lateness of both airports on the day before. */
  private static Dataset<Row> examples(Dataset<Row> flights, Dataset<Row> days, Column late) {
    Dataset<Row> origins = before(days, "origin");
    Dataset<Row> destinations = before(days, "destination");
    return flights
        .join(origins, new String[] {"day", "origin"}, "left")
        .join(destinations, new String[] {"day", "destination"}, "left")
        .select(
            weekday(col("day")).plus(1).cast("float"),
            dayofmonth(col("day")).cast("float"),
            dayofyear(col("day")).cast("float"),
            month(col("day")).cast("float"),
            col("origin"),
            col("destination"),
            col("distance").cast("float"),
            col("originLate").cast("float"),
            col("destinationLate").cast("float"),
            late.cast("float").as("label"),
            col("day"));
  }

  private static Dataset<Row> before(Dataset<Row> days, String airport) {
    return days.select(
        date_add(col("day"), 1).as("day"),
        col("airport").as(airport),
        col("late").as(airport + "Late"));
  }

  private void score(Dataset<Row> test, Scorer scorer) {
    StructType schema =
        new StructType()
            .add("day", DataTypes.DateType)
            .add("origin", DataTypes.StringType)
            .add("destination", DataTypes.StringType)
            .add("predicted", DataTypes.DoubleType)
            .add("late", DataTypes.BooleanType);
    MapPartitionsFunction<Row, Row> predict = scorer::score;
    write(test.mapPartitions(predict, Encoders.row(schema)), "test-scores");
  }

  /** From as many buckets as the framework's evaluation has. */
  private double auc() {
    List<Row> buckets =
        read("test-scores")
            .groupBy(floor(col("predicted").multiply(BUCKETS)).as("bucket"))
            .agg(sum(when(col("late"), 1L).otherwise(0L)), count(lit(1)))
            .orderBy("bucket")
            .collectAsList();
    double positives = 0;
    double negatives = 0;
    double above = 0;
    for (Row bucket : buckets) {
      double yes = bucket.getLong(1);
      double no = bucket.getLong(2) - yes;
      above += yes * (negatives + no / 2);
      positives += yes;
      negatives += no;
    }
    return above / (positives * negatives);
  }

  private Dataset<Row> read(String table) {
    return spark.read().format("delta").load(out.resolve(table).toString());
  }

  private void write(Dataset<Row> rows, String table, String... partitions) {
    rows.write()
        .format("delta")
        .mode("overwrite")
        .partitionBy(partitions)
        .save(out.resolve(table).toString());
  }
}
