/**
 * What executes: {@link dev.plumbline.runner.engine.Engine} computes a {@link
 * dev.plumbline.runner.engine.RowPlan}; {@link dev.plumbline.runner.engine.EngineFactory} is how
 * one is found.
 */
package dev.plumbline.runner.engine;
