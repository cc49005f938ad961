/**
 * Pipelines on Apache Spark: {@link dev.plumbline.spark.SparkEngineFactory} opens the engine,
 * {@link dev.plumbline.spark.SparkStep} and {@link dev.plumbline.spark.TypedSparkStep} are how a
 * user's step works on Datasets.
 */
package dev.plumbline.spark;
