package dev.plumbline.spark.scalasteps

import dev.plumbline.spark.SparkStep
import dev.plumbline.spark.TypedSparkStep
import dev.plumbline.spark.scalasteps.Carriers.CarrierDelay
import dev.plumbline.spark.scalasteps.Carriers.Trip
import org.apache.spark.sql.Dataset
import org.apache.spark.sql.Encoder
import org.apache.spark.sql.Encoders
import org.apache.spark.sql.Row
import org.apache.spark.sql.SparkSession
import org.apache.spark.sql.functions.col

/** Keeps the trips that were late, by an expression. A Java record names the parameter. */
trait Late extends SparkStep[Trip, Trip] {
  def minutes: Int

  override def apply(spark: SparkSession, in: Dataset[Row]): Dataset[Row] =
    in.filter(col("delay") > minutes)
}

/** A carrier's trips on the way to their mean. */
case class Sum(carrier: String, trips: Long, delay: Long)

/** The mean delay of each carrier that has enough trips, by functions over a case class. */
trait MeanDelay extends TypedSparkStep[Trip, CarrierDelay] {
  def leastTrips: Int

  override def apply(in: Dataset[Trip], encoder: Encoder[CarrierDelay]): Dataset[CarrierDelay] = {
    val least = leastTrips // the functions travel, the step does not
    in.map(trip => Sum(trip.carrier, 1, trip.delay.toLong))(Encoders.product[Sum])
      .groupByKey(_.carrier)(Encoders.STRING)
      .reduceGroups((a, b) => Sum(a.carrier, a.trips + b.trips, a.delay + b.delay))
      .filter(_._2.trips >= least)
      .map(each => new CarrierDelay(each._1, each._2.delay.toDouble / each._2.trips))(encoder)
  }
}
