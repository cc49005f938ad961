/** Whole pipelines at the command line, over Delta tables, on the local engine and on Spark. */
package dev.plumbline.spark.runs;
