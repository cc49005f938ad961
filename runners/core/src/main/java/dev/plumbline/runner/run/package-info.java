/**
 * Runs a plan: {@link dev.plumbline.runner.run.Runner}, with {@link
 * dev.plumbline.runner.run.RunServices} around it, answers a {@link
 * dev.plumbline.runner.run.RunResult}.
 */
package dev.plumbline.runner.run;
