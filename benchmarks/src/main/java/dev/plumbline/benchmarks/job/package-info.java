/** The whole flight job by hand: read {@link dev.plumbline.benchmarks.job.HandWritten} first. */
package dev.plumbline.benchmarks.job;
