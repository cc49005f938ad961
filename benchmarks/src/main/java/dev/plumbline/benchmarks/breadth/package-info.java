/** Pipelines of many steps: {@link dev.plumbline.benchmarks.breadth.Wide}. */
package dev.plumbline.benchmarks.breadth;
