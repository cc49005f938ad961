/** Steps that are written in Scala, in a pipeline that is declared in Java. */
package dev.plumbline.spark.scalasteps;
