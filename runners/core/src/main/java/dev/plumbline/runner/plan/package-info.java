/**
 * What a run will do and why: {@link dev.plumbline.runner.plan.Planner} makes a {@link
 * dev.plumbline.runner.plan.Plan}; {@link dev.plumbline.runner.plan.Shape} tells how a pipeline
 * falls into what is executed; {@link dev.plumbline.runner.plan.Fingerprint} is a step's identity.
 */
package dev.plumbline.runner.plan;
