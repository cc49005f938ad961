/**
 * What runs inside Spark's tasks: {@link dev.plumbline.spark.rows.RowTask} drives rows through a
 * {@link dev.plumbline.spark.rows.RowWork}, which a {@link dev.plumbline.spark.rows.RowSource}
 * makes from class names and JSON; {@link dev.plumbline.spark.rows.Tally} brings counts back.
 */
package dev.plumbline.spark.rows;
