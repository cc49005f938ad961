/**
 * How rows, steps and types travel: {@link dev.plumbline.spark.encode.RecordEncoders} (a record as
 * Spark's columns), {@link dev.plumbline.spark.encode.RowType} and {@link
 * dev.plumbline.spark.encode.StepText} (what a lambda holds instead of a user's object).
 */
package dev.plumbline.spark.encode;
