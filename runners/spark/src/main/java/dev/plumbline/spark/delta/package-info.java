/**
 * Delta tables from Spark: {@link dev.plumbline.spark.delta.SparkTableStore} writes by Delta's own
 * transaction, {@link dev.plumbline.spark.delta.TableReads} reads pinned versions, {@link
 * dev.plumbline.spark.delta.LinkLogStore} keeps two processes from winning one version.
 */
package dev.plumbline.spark.delta;
