/**
 * {@code plumb jar}: one jar of Plumbline and a project's pipelines for {@code spark-submit}. Read
 * {@link dev.plumbline.cli.jar.JarCommand} first; {@code Contents} says what goes in, {@code
 * SparkJars} what stays out because Spark has it.
 */
package dev.plumbline.cli.jar;
