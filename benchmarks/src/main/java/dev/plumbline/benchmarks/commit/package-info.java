/**
 * Ten rows into a Delta table: {@link dev.plumbline.benchmarks.commit.TenRowsPipeline} by the
 * framework, {@link dev.plumbline.benchmarks.commit.TenRows} by hand.
 */
package dev.plumbline.benchmarks.commit;
