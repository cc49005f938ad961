/**
 * What one declares. Read {@link dev.plumbline.pipeline.Flow} first, then {@link
 * dev.plumbline.pipeline.Step} and its kinds, {@link dev.plumbline.pipeline.PipelineSource}, and
 * {@link dev.plumbline.pipeline.Pipeline}, the value that a declaration becomes.
 */
package dev.plumbline.pipeline;
